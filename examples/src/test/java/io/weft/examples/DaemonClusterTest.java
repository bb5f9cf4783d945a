package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.examples.tpch.TpchQuery;
import io.weft.testing.ClusterSettings;
import io.weft.testing.DaemonCluster;
import io.weft.testing.HadoopCluster.BlockReads;
import io.weft.testing.HadoopExtension;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster whose daemons are processes of their own, with one replica of each block. */
class DaemonClusterTest implements SameRows {
    @RegisterExtension
    static final HadoopExtension<DaemonCluster> HADOOP =
            HadoopExtension.daemons(ClusterSettings.defaults().withReplication(1));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path staging;

    /** A file is one block. */
    @Override
    public Place place() throws IOException {
        return Place.on(HADOOP.cluster(), 128 << 20);
    }

    @Test
    void everyByteIsReadOnTheHostThatHasIt() throws IOException, InterruptedException {
        // Files of the job that YARN copies to the hosts are no input: they go another way here.
        Place place = place().with("-D", "weft.staging.directory=" + staging.toUri());
        BlockReads before = reads();
        place.explain(TpchQuery.class, "query=1", "data=" + place.directory()).succeeded();
        BlockReads planned = reads();
        Ended run = place.run(TpchQuery.class, "query=1", "data=" + place.directory())
                .succeeded();
        BlockReads ran = reads();

        // A client outside of the cluster reads a schema, whoever has it.
        assertThat(ran.remoteBytes() - planned.remoteBytes()).isEqualTo(planned.remoteBytes() - before.remoteBytes());
        assertThat(ran.localBytes() - planned.localBytes()).isPositive();
        RunReport report = RunReport.of(run);
        assertThat(report.inputBytes()).isPositive().isEqualTo(report.localInputBytes());
        assertThat(report.runnerMegabytes()).isPositive().isLessThan(report.containerMegabytes());
        assertThat(run.err())
                .containsPattern(
                        "  time: scan [0-9.]+ s, compute [0-9.]+ s, shuffle [0-9.]+ s, output [0-9.]+ s; [0-9.]+ s of it"
                                + " waiting");
    }

    private static BlockReads reads() throws IOException {
        long local = 0;
        long remote = 0;
        for (String host : HADOOP.cluster().nodes()) {
            BlockReads reads = HADOOP.cluster().blockReads(host);
            local += reads.localBytes();
            remote += reads.remoteBytes();
        }
        return new BlockReads(local, remote);
    }
}
