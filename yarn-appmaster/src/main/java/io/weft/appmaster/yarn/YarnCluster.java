package io.weft.appmaster.yarn;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.weft.appmaster.cluster.Cluster;
import io.weft.appmaster.cluster.ClusterListener;
import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.config.Keys;
import io.weft.config.Settings;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.NetworkTopology;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.PreemptionContainer;
import org.apache.hadoop.yarn.api.records.PreemptionMessage;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.UpdatedContainer;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.async.AMRMClientAsync;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.proto.YarnServiceProtos.SchedulerResourceTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers from YARN. Registered with the ResourceManager from its construction until {@link #unregister}. It asks for what
 * it is told to ask for and passes on what it hears; a container that answers nothing is passed on as well.
 */
public final class YarnCluster implements Cluster, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(YarnCluster.class);

    /** While something is asked for, an answer is fetched as soon as it is there. */
    private static final int BUSY_HEARTBEAT_MILLIS = 100;

    private static final int IDLE_HEARTBEAT_MILLIS = 1000;
    /** By then the ResourceManager has told what the queue has room for. */
    private static final long FIRST_REPORT_MILLIS = 300;

    private static final long NODE_REPORT_MILLIS = 3000;
    private static final int NODE_PATIENCE_MILLIS = 15_000;
    private static final int NODE_RETRY_MILLIS = 1000;

    /** Nodes whose files can still be had; only those that run take containers. */
    private static final NodeState[] PRESENT = {NodeState.RUNNING, NodeState.DECOMMISSIONING, NodeState.UNHEALTHY};

    private final ClusterListener listener;
    private final YarnClient yarn;
    private final NMClient nodes;
    private final AMRMClientAsync<AMRMClient.ContainerRequest> resourceManager;
    private final RunnerStarter starter;
    private final OpenAsks asks;
    private final Resource size;
    private final boolean countsCores;
    private final ScheduledExecutorService reporter =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setNameFormat("node-reports")
                    .setDaemon(true)
                    .build());
    private final Map<String, org.apache.hadoop.yarn.api.records.Container> containers = new ConcurrentHashMap<>();
    private final Set<String> released = ConcurrentHashMap.newKeySet();
    private final Map<String, String> racks = new ConcurrentHashMap<>();
    /** Of the reporter's thread. */
    private boolean toldQueueRoom;

    /**
     * Registers the application's AppMaster.
     *
     * @param host where its link can be reached, as the NodeManager calls it
     * @param port of its link
     * @throws IOException if the ResourceManager does not answer or refuses
     */
    public YarnCluster(
            Configuration hadoop,
            Settings settings,
            RunnerLaunch launch,
            ClusterListener listener,
            String host,
            int port)
            throws IOException {
        this.listener = listener;
        this.size = Resource.newInstance(settings.get(Keys.RUNNER_MEMORY_MB), launch.slots());
        this.asks = new OpenAsks(size);
        Configuration own = new Configuration(hadoop);
        own.setInt(YarnConfiguration.CLIENT_NM_CONNECT_MAX_WAIT_MS, NODE_PATIENCE_MILLIS);
        own.setInt(YarnConfiguration.CLIENT_NM_CONNECT_RETRY_INTERVAL_MS, NODE_RETRY_MILLIS);
        this.yarn = YarnClient.createYarnClient();
        NMTokenCache tokens = new NMTokenCache();
        AMRMClient<AMRMClient.ContainerRequest> client = AMRMClient.createAMRMClient();
        client.setNMTokenCache(tokens);
        this.resourceManager = AMRMClientAsync.createAMRMClientAsync(client, BUSY_HEARTBEAT_MILLIS, new Callbacks());
        this.nodes = NMClient.createNMClient();
        nodes.setNMTokenCache(tokens);
        nodes.cleanupRunningContainersOnStop(false);
        boolean serviceWanted = settings.get(Keys.SHUFFLE_SERVICE) == Keys.ShuffleService.AUTO;
        this.starter = new RunnerStarter(nodes, launch, serviceWanted, this::startFailed);
        try {
            yarn.init(own);
            yarn.start();
            List<NodeReport> reports = yarn.getNodeReports(PRESENT);
            ReportedRacks.store(reports, own);
            nodes.init(own);
            nodes.start();
            resourceManager.init(own);
            resourceManager.start();
            RegisterApplicationMasterResponse response = resourceManager.registerApplicationMaster(host, port, "");
            this.countsCores = response.getSchedulerResourceTypes().contains(SchedulerResourceTypes.CPU);
            report(reports);
            ScheduledFuture<?> unused = reporter.scheduleWithFixedDelay(
                    this::reportWhileAsking, FIRST_REPORT_MILLIS, NODE_REPORT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException | YarnException | RuntimeException e) {
            close();
            throw e instanceof IOException io
                    ? io
                    : new IOException("Cannot register the AppMaster: " + e.getMessage(), e);
        }
    }

    @Override
    public void request(ContainerRequest request) {
        synchronized (asks) {
            resourceManager.addContainerRequest(asks.open(request));
            resourceManager.setHeartbeatInterval(BUSY_HEARTBEAT_MILLIS);
        }
    }

    @Override
    public void withdraw(ContainerRequest request) {
        synchronized (asks) {
            AMRMClient.ContainerRequest sent = asks.close(request);
            if (sent != null) {
                takeBack(sent);
            }
        }
    }

    /** YARN never counts an ask down by itself: what is not taken back is granted again and again. */
    private void takeBack(AMRMClient.ContainerRequest sent) {
        resourceManager.removeContainerRequest(sent);
        if (asks.isEmpty()) {
            resourceManager.setHeartbeatInterval(IDLE_HEARTBEAT_MILLIS);
        }
    }

    @Override
    public void exclude(String host) {
        LOG.info("{} is excluded: too much has failed there", host);
        resourceManager.updateBlacklist(List.of(host), List.of());
    }

    @Override
    public void readmit(String host) {
        LOG.info("{} is no longer excluded: too few hosts are left", host);
        resourceManager.updateBlacklist(List.of(), List.of(host));
    }

    @Override
    public void launch(Container container) {
        org.apache.hadoop.yarn.api.records.Container granted = containers.get(container.id());
        if (granted != null) {
            starter.start(granted);
        }
    }

    @Override
    public void release(Container container) {
        org.apache.hadoop.yarn.api.records.Container granted = containers.get(container.id());
        if (granted != null && released.add(container.id())) {
            resourceManager.releaseAssignedContainer(granted.getId());
        }
    }

    /**
     * Tells the ResourceManager how the application has ended. Nothing is asked for after that.
     *
     * @param diagnostics one line for people and for the client
     */
    public void unregister(FinalApplicationStatus status, String diagnostics) throws IOException {
        try {
            resourceManager.unregisterApplicationMaster(status, diagnostics, "");
        } catch (YarnException e) {
            throw new IOException("Cannot unregister the AppMaster: " + e.getMessage(), e);
        }
    }

    private void granted(org.apache.hadoop.yarn.api.records.Container container) {
        String id = container.getId().toString();
        String host = container.getNodeId().getHost();
        String rack = racks.getOrDefault(host, NetworkTopology.DEFAULT_RACK);
        OpenAsks.Ask ask;
        synchronized (asks) {
            ask = asks.answer(container.getPriority(), host, rack);
            if (ask != null) {
                takeBack(ask.sent());
            }
        }
        containers.put(id, container);
        LOG.info("{} is granted on {} for {}", id, host, ask == null ? "nothing" : ask.request());
        listener.granted(
                new Container(id, host, rack),
                ask == null ? ContainerRequest.UNKNOWN : ask.request().number());
    }

    private void completed(ContainerStatus status) {
        String id = status.getContainerId().toString();
        boolean wasReleased = released.remove(id);
        if (containers.remove(id) != null) {
            ContainerEnd end = ContainerEnds.of(status, wasReleased);
            LOG.info("{}", end);
            listener.ended(end);
        }
    }

    private void startFailed(ContainerEnd end) {
        org.apache.hadoop.yarn.api.records.Container container = containers.remove(end.container());
        if (container != null) {
            resourceManager.releaseAssignedContainer(container.getId());
            listener.ended(end);
        }
    }

    /** Once at the beginning, and then whenever something is asked for. */
    private void reportWhileAsking() {
        boolean wanted = !toldQueueRoom;
        toldQueueRoom = true;
        synchronized (asks) {
            wanted |= !asks.isEmpty();
        }
        if (wanted) {
            reportNow();
        }
    }

    private void reportNow() {
        try {
            report(yarn.getNodeReports(PRESENT));
        } catch (IOException | YarnException | RuntimeException e) {
            // The next report makes up for it; whether the ResourceManager is there, the heartbeat notices.
            LOG.warn("No node report: {}", e.toString());
        }
    }

    private void report(List<NodeReport> reports) {
        for (NodeReport report : reports) {
            racks.put(report.getNodeId().getHost(), NodeRooms.rack(report));
        }
        listener.hosts(NodeRooms.of(reports, size, countsCores), queueRoom());
    }

    /** By what the ResourceManager last said; before the first grant it may not have worked that out. */
    private int queueRoom() {
        Resource queue = resourceManager.getAvailableResources();
        int room = queue == null ? 0 : NodeRooms.room(queue, size, countsCores);
        return room == 0 && containers.isEmpty() ? Integer.MAX_VALUE : room;
    }

    /** Ends all connections. Containers end with the application. */
    @Override
    public void close() {
        resourceManager.stop();
        reporter.shutdownNow();
        starter.close();
        nodes.stop();
        yarn.stop();
    }

    /** What YARN tells, on its own threads; it is passed on and nothing else. */
    private final class Callbacks extends AMRMClientAsync.AbstractCallbackHandler {
        @Override
        public void onContainersAllocated(List<org.apache.hadoop.yarn.api.records.Container> allocated) {
            allocated.forEach(YarnCluster.this::granted);
        }

        @Override
        public void onContainersCompleted(List<ContainerStatus> statuses) {
            statuses.forEach(YarnCluster.this::completed);
        }

        @Override
        public void onContainersUpdated(List<UpdatedContainer> updated) {
            // Nobody asks for a change.
        }

        @Override
        public void onNodesUpdated(List<NodeReport> updated) {
            reporter.execute(YarnCluster.this::reportNow);
        }

        @Override
        public void onPreemptionMessageReceived(PreemptionMessage message) {
            Set<PreemptionContainer> wanted = new HashSet<>();
            if (message.getStrictContract() != null) {
                wanted.addAll(message.getStrictContract().getContainers());
            }
            if (message.getContract() != null) {
                wanted.addAll(message.getContract().getContainers());
            }
            listener.reclaimed(wanted.stream()
                    .map(container -> container.getId().toString())
                    .sorted()
                    .toList());
        }

        @Override
        public void onShutdownRequest() {
            listener.failed(new Failure(
                    ErrorCode.TERMINATED,
                    "Cannot go on: the ResourceManager has ended this AppMaster (was the application killed?)"));
        }

        @Override
        public void onError(Throwable failure) {
            LOG.error("The ResourceManager's client failed", failure);
            listener.failed(new Failure(
                    ErrorCode.CLUSTER_UNREACHABLE, "Cannot get containers from the ResourceManager: " + failure));
        }

        @Override
        public float getProgress() {
            return 0;
        }
    }
}
