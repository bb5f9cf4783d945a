package io.weft.appmaster.yarn;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerEnd.Reason;
import io.weft.runner.shuffle.NodeShuffleService;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.exceptions.InvalidAuxServiceException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks NodeManagers to start runners, several at a time. A node without the shuffle service refuses a start that speaks of
 * it; such a node is remembered, and its runners serve their output themselves.
 */
final class RunnerStarter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerStarter.class);
    private static final int STARTS_AT_A_TIME = 16;

    private final NMClient nodes;
    private final RunnerLaunch launch;
    private final boolean serviceWanted;
    private final Consumer<ContainerEnd> failures;
    private final Set<NodeId> withoutService = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            STARTS_AT_A_TIME,
            new ThreadFactoryBuilder()
                    .setNameFormat("start-runners-%d")
                    .setDaemon(true)
                    .build());

    /**
     * Starts runners over a client that stays its owner's.
     *
     * @param serviceWanted whether nodes that have the shuffle service shall serve the runners' output
     * @param failures told of each container that could not be started, on any thread
     */
    RunnerStarter(NMClient nodes, RunnerLaunch launch, boolean serviceWanted, Consumer<ContainerEnd> failures) {
        this.nodes = nodes;
        this.launch = launch;
        this.serviceWanted = serviceWanted;
        this.failures = failures;
    }

    /** Starts the runner of a container; does not wait for it. */
    void start(Container container) {
        threads.execute(() -> startNow(container));
    }

    private void startNow(Container container) {
        try {
            if (!serviceWanted || withoutService.contains(container.getNodeId()) || !startWithService(container)) {
                nodes.startContainer(container, launch.context(container));
            }
            LOG.info("{} starts on {}", container.getId(), container.getNodeId());
        } catch (IOException e) {
            fail(container, Reason.LOST, e);
        } catch (YarnException | RuntimeException e) {
            fail(container, Reason.FAILED, e);
        }
    }

    /** False if the node has no such service; the container can be started all the same. */
    private boolean startWithService(Container container) throws IOException, YarnException {
        try {
            nodes.startContainer(container, launch.contextWithService(container));
            return true;
        } catch (InvalidAuxServiceException e) {
            LOG.info("{} has no {}: its runners serve their output", container.getNodeId(), NodeShuffleService.NAME);
            withoutService.add(container.getNodeId());
            return false;
        }
    }

    private void fail(Container container, Reason reason, Exception failure) {
        LOG.warn("{} could not be started on {}", container.getId(), container.getNodeId(), failure);
        failures.accept(new ContainerEnd(
                container.getId().toString(),
                reason,
                ContainerExitStatus.INVALID,
                "Cannot start a runner on %s: %s".formatted(container.getNodeId(), failure.getMessage())));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
