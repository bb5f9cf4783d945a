package io.weft.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A cluster in which each daemon is a process of its own, as on real machines, so that one can be killed. It takes longer to
 * start than {@link MiniHadoop}. The processes end when this JVM does, however it ends.
 */
public final class DaemonCluster extends HadoopCluster {
    private final Daemons daemons;

    private DaemonCluster(ClusterLayout layout, ClusterClient client, Daemons daemons) {
        super(layout, client);
        this.daemons = daemons;
    }

    /**
     * Starts a cluster and returns when every node takes blocks and containers.
     *
     * @throws IOException when it cannot be started; nothing is left running then
     */
    public static DaemonCluster start(ClusterSettings settings) throws IOException {
        ClusterLayout layout = ClusterLayout.prepare(settings);
        Daemons daemons = Daemons.of(layout);
        try {
            layout.write();
            for (DaemonProcess daemon : daemons.all()) {
                daemon.launch();
            }
            for (DaemonProcess daemon : daemons.all()) {
                daemon.awaitReady();
            }
            return new DaemonCluster(layout, ClusterClient.ofReady(layout), daemons);
        } catch (IOException | RuntimeException e) {
            daemons.all().forEach(DaemonProcess::kill);
            layout.remove();
            throw e;
        }
    }

    public DaemonProcess nameNode() {
        return daemons.nameNode();
    }

    public DaemonProcess resourceManager() {
        return daemons.resourceManager();
    }

    /** The DataNode of the host with this index in {@link #nodes}. */
    public DaemonProcess dataNode(int node) {
        return daemons.dataNodes().get(node);
    }

    /** The NodeManager of the host with this index in {@link #nodes}. */
    public DaemonProcess nodeManager(int node) {
        return daemons.nodeManagers().get(node);
    }

    @Override
    BlockReads readsOf(String host, String dataNode) throws IOException {
        String[] localAndRemote = dataNode(nodes().indexOf(host)).ask(dataNode).split(" ", 2);
        return new BlockReads(Long.parseLong(localAndRemote[0]), Long.parseLong(localAndRemote[1]));
    }

    @Override
    void stopDaemons() {
        daemons.stop();
    }

    private record Daemons(
            DaemonProcess nameNode,
            DaemonProcess resourceManager,
            List<DaemonProcess> dataNodes,
            List<DaemonProcess> nodeManagers) {

        static Daemons of(ClusterLayout layout) {
            List<DaemonProcess> dataNodes = new ArrayList<>();
            List<DaemonProcess> nodeManagers = new ArrayList<>();
            for (int node = 0; node < layout.hosts().size(); node++) {
                dataNodes.add(daemon(layout, Daemon.DATA_NODE, "-" + (node + 1), layout.dataNode(node)));
                nodeManagers.add(daemon(layout, Daemon.NODE_MANAGER, "-" + (node + 1), layout.nodeManager(node)));
            }
            return new Daemons(
                    daemon(layout, Daemon.NAME_NODE, "", layout.nameNode()),
                    daemon(layout, Daemon.RESOURCE_MANAGER, "", layout.resourceManager()),
                    List.copyOf(dataNodes),
                    List.copyOf(nodeManagers));
        }

        private static DaemonProcess daemon(
                ClusterLayout layout, Daemon daemon, String suffix, Map<String, String> properties) {
            return new DaemonProcess(layout, daemon, daemon.title() + suffix, properties);
        }

        List<DaemonProcess> all() {
            return Stream.of(List.of(nameNode, resourceManager), dataNodes, nodeManagers)
                    .flatMap(List::stream)
                    .toList();
        }

        /** NodeManagers first: they kill their containers and write their logs to HDFS. */
        void stop() {
            for (List<DaemonProcess> daemons : List.of(nodeManagers, dataNodes, List.of(resourceManager, nameNode))) {
                daemons.parallelStream().forEach(DaemonProcess::stop);
            }
        }
    }
}
