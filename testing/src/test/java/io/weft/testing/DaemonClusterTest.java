package io.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.testing.HadoopCluster.BlockReads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DaemonClusterTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final HadoopExtension<DaemonCluster> HADOOP = HadoopExtension.daemons(ClusterSettings.defaults()
            .withNodes(2)
            .withHeartbeat(Duration.ofMillis(500))
            .withProperty("yarn.nm.liveness-monitor.expiry-interval-ms", "3000"));

    private final DaemonCluster hadoop = HADOOP.cluster();

    @Test
    void aKilledNodeManagerIsLostAndComesBack() throws IOException {
        String host = hadoop.nodes().get(1);
        ContainerProcess container =
                ShellApplication.submit(hadoop, host, "sleep 600").awaitContainer();
        try (YarnClient yarn = ShellApplication.client(hadoop.configuration())) {
            hadoop.nodeManager(1).kill();
            Waiting.until(
                    "the node to be lost",
                    PATIENCE,
                    () -> hosts(yarn, NodeState.LOST).contains(host));
            assertThat(hosts(yarn, NodeState.RUNNING))
                    .containsExactly(hadoop.nodes().get(0));
            // Nobody is left to kill it.
            assertThat(container.processes()).allMatch(ProcessHandle::isAlive);
            container.kill();

            hadoop.nodeManager(1).restart();
            Waiting.until(
                    "the node to run",
                    PATIENCE,
                    () -> hosts(yarn, NodeState.RUNNING).size() == 2);
            assertThat(hosts(yarn, NodeState.RUNNING)).containsExactlyInAnyOrderElementsOf(hadoop.nodes());
        }
    }

    @Test
    void theOtherReplicaIsReadWhenADataNodeIsKilled() throws IOException {
        Path file = new Path("/replicas");
        try (OutputStream out = hadoop.fileSystem().create(file)) {
            out.write(new byte[100_000]);
        }
        BlockLocation block = hadoop.fileSystem().getFileBlockLocations(file, 0, 1)[0];
        assertThat(block.getHosts()).containsExactlyInAnyOrderElementsOf(hadoop.nodes());
        hadoop.dataNode(0).kill();
        BlockReads before = hadoop.blockReads(hadoop.nodes().get(1));
        try (InputStream in = hadoop.fileSystem().open(file)) {
            assertThat(in.readAllBytes()).hasSize(100_000);
        }
        assertThat(hadoop.blockReads(hadoop.nodes().get(1)).remoteBytes() - before.remoteBytes())
                .isGreaterThanOrEqualTo(100_000);
        hadoop.dataNode(0).restart();
        assertThat(hadoop.blockReads(hadoop.nodes().get(0))).isEqualTo(new BlockReads(0, 0));
    }

    @Test
    void aDaemonThatDoesNotComeUpShowsItsLog() {
        ClusterSettings wrong = ClusterSettings.defaults()
                .withNodes(1)
                .withProperty("yarn.resourcemanager.scheduler.class", "org.example.NoScheduler");
        assertThatThrownBy(() -> DaemonCluster.start(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot start the resource-manager: it ended (its log is ")
                .hasMessageContaining("org.example.NoScheduler");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .hasSize(6);
    }

    private static List<String> hosts(YarnClient yarn, NodeState state) throws IOException {
        try {
            return yarn.getNodeReports(state).stream()
                    .map(NodeReport::getNodeId)
                    .map(node -> node.getHost())
                    .toList();
        } catch (YarnException e) {
            throw new IOException(e);
        }
    }
}
