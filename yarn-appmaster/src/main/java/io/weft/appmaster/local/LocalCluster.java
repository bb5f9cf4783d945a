package io.weft.appmaster.local;

import io.weft.appmaster.cluster.Cluster;
import io.weft.appmaster.cluster.ClusterListener;
import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.HostRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster of one host, this process; a container is a thread. */
final class LocalCluster implements Cluster, AutoCloseable {
    static final String HOST = "localhost";

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final String RACK = "/local";
    private static final long JOIN_MILLIS = 10_000;

    /** Starts the runner of a container and returns when it has ended. */
    @FunctionalInterface
    interface RunnerStarter {
        void run(Container container) throws Exception;
    }

    private final ClusterListener listener;
    private final RunnerStarter starter;
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private final Map<String, Container> granted = new HashMap<>();
    private int containers;

    LocalCluster(ClusterListener listener, RunnerStarter starter) {
        this.listener = listener;
        this.starter = starter;
        listener.hosts(List.of(new HostRoom(HOST, RACK, 1)), Integer.MAX_VALUE);
    }

    @Override
    public void request(ContainerRequest request) {
        Container container = new Container("container_local_" + ++containers, HOST, RACK);
        granted.put(container.id(), container);
        listener.granted(container, request.number());
    }

    @Override
    public void withdraw(ContainerRequest request) {
        // A request has been answered as soon as it was made.
    }

    @Override
    public void exclude(String host) {
        // There is no other host to go to.
    }

    @Override
    public void readmit(String host) {
        // It was never excluded.
    }

    @Override
    public void launch(Container container) {
        Thread thread = new Thread(() -> run(container), container.id());
        thread.setDaemon(true);
        threads.put(container.id(), thread);
        thread.start();
    }

    private void run(Container container) {
        ContainerEnd end;
        try {
            starter.run(container);
            end = new ContainerEnd(container.id(), ContainerEnd.Reason.COMPLETED, 0, "");
        } catch (InterruptedException e) {
            end = new ContainerEnd(container.id(), ContainerEnd.Reason.COMPLETED, 0, "released");
        } catch (Exception e) {
            LOG.error("The runner of {} failed", container, e);
            end = new ContainerEnd(container.id(), ContainerEnd.Reason.FAILED, 1, e.toString());
        }
        listener.ended(end);
    }

    @Override
    public void release(Container container) {
        Thread thread = threads.get(container.id());
        if (thread != null) {
            thread.interrupt();
        } else if (granted.remove(container.id()) != null) {
            listener.ended(new ContainerEnd(container.id(), ContainerEnd.Reason.COMPLETED, 0, "released"));
        }
    }

    /** Ends all runners and waits for them. */
    @Override
    public void close() {
        threads.values().forEach(Thread::interrupt);
        try {
            for (Thread thread : threads.values()) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
