package io.weft.testing;

import io.weft.testing.Daemon.Running;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.yarn.util.RackResolver;
import org.apache.hadoop.yarn.util.resource.ResourceUtils;

/** All daemons of a cluster, in this JVM. */
final class LocalDaemons implements AutoCloseable {
    private final ClusterLayout layout;
    private final Queue<Running> masters = new ConcurrentLinkedQueue<>();
    private final Queue<Running> dataNodes = new ConcurrentLinkedQueue<>();
    private final Queue<Running> nodeManagers = new ConcurrentLinkedQueue<>();

    LocalDaemons(ClusterLayout layout) {
        this.layout = layout;
    }

    /** Returns when all run. After a failure some may; {@link #close} stops them. */
    void start() throws IOException {
        // One at a time: Hadoop keeps racks and the smallest and largest container in static fields.
        synchronized (LocalDaemons.class) {
            DefaultMetricsSystem.setMiniClusterMode(true);
            forgetRacks();
            ResourceUtils.resetResourceTypes(configuration(layout.resourceManager()));
            startAll();
        }
    }

    private void startAll() throws IOException {
        List<Integer> nodes = new ArrayList<>();
        for (int node = 0; node < layout.hosts().size(); node++) {
            nodes.add(node);
        }
        inParallel(List.of(
                () -> {
                    launch(Daemon.NAME_NODE, layout.nameNode(), masters);
                    inParallel(nodes.stream()
                            .<Step>map(node -> () -> launch(Daemon.DATA_NODE, layout.dataNode(node), dataNodes))
                            .toList());
                },
                () -> {
                    launch(Daemon.RESOURCE_MANAGER, layout.resourceManager(), masters);
                    inParallel(nodes.stream()
                            .<Step>map(
                                    node -> () -> launch(Daemon.NODE_MANAGER, layout.nodeManager(node), nodeManagers))
                            .toList());
                }));
    }

    private static void launch(Daemon daemon, Map<String, String> properties, Queue<Running> started)
            throws IOException {
        started.add(daemon.start(configuration(properties)));
    }

    private static Configuration configuration(Map<String, String> properties) {
        Configuration configuration = Daemon.configuration();
        properties.forEach(configuration::set);
        return configuration;
    }

    /** Hadoop resolves racks by the first table that its JVM has seen, until it is told to forget it. */
    private static void forgetRacks() {
        try {
            Method reset = RackResolver.class.getDeclaredMethod("reset");
            reset.setAccessible(true);
            reset.invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot make Hadoop forget the racks of an earlier cluster", e);
        }
    }

    /** NodeManagers first: they kill their containers and write their logs to HDFS. */
    @Override
    public void close() {
        for (Queue<Running> daemons : List.of(nodeManagers, dataNodes, masters)) {
            try {
                inParallel(daemons.stream().<Step>map(daemon -> daemon::close).toList());
            } catch (IOException e) {
                throw new IllegalStateException("Cannot stop a daemon", e);
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Threads that these start are daemon threads as they are, so that none keeps the JVM up. */
    private static void inParallel(List<Step> steps) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "hadoop-cluster");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> results = new ArrayList<>();
            for (Step step : steps) {
                results.add(threads.submit((Callable<Void>) () -> {
                    step.run();
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Cannot run the cluster: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting or stopping the cluster", e);
        } finally {
            threads.shutdown();
        }
    }
}
