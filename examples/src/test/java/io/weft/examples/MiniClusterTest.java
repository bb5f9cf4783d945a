package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.examples.jobs.ExitingFunction;
import io.weft.examples.jobs.ThroughFormats;
import io.weft.examples.jobs.ThrowingFunction;
import io.weft.examples.tpch.TpchQuery;
import io.weft.testing.ClusterSettings;
import io.weft.testing.HadoopExtension;
import io.weft.testing.MiniHadoop;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.RunJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster whose nodes have the shuffle service. */
class MiniClusterTest implements SameRows {
    @RegisterExtension
    static final HadoopExtension<MiniHadoop> HADOOP = HadoopExtension.mini(ClusterSettings.defaults());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private java.nio.file.Path temporary;

    @Override
    public Place place() throws IOException {
        return Place.on(HADOOP.cluster(), 1 << 20);
    }

    @Test
    void yarnJarRunsAJobFromItsJarAlone() throws IOException, InterruptedException, SQLException {
        String classpath = HADOOP.cluster().confDir() + File.pathSeparator + hadoopJars();
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-cp", classpath));
        command.addAll(List.of(RunJar.class.getName(), JobJar.withEngine().toString(), TpchQuery.class.getName()));
        command.addAll(List.of("query=6", "data=" + place().directory()));
        try (WeftProcess process = WeftProcess.start(place().environment(), command)) {
            assertThat(process.await().succeeded().rows()).containsExactly(DuckDb.query6(Inputs.local()));
        }
    }

    /** Joins with sides that come to all tasks and joins with such as are divided, in any order, and one that is null-aware. */
    @Test
    void queriesWithJoinsGiveTheRowsOfDuckDb() throws IOException, InterruptedException, SQLException {
        Place small = place().with("-Dweft.join.broadcast-kb=64");
        for (int query : new int[] {5, 16, 21}) {
            Ended run = small.run(TpchQuery.class, "query=" + query, "data=" + place().directory())
                    .succeeded();
            List<List<String>> rows = run.rows().stream()
                    .map(row -> Arrays.asList(row.split("\\|", -1)))
                    .toList();
            new TpchAnswers(Inputs.local()).check(query, rows);
        }
    }

    /** What {@code hadoop classpath} would print: nothing of Weft's. */
    private static String hadoopJars() throws IOException {
        String jars = Files.readString(WeftProcess.TOP.resolve("testing/target/classpath.txt"));
        assertThat(jars).doesNotContain("io/weft");
        return jars.strip();
    }

    @Test
    void goesThroughEveryFormatAndSetsBadRowsAside() throws IOException, InterruptedException {
        Path out = place().newOutput();
        Path csv = new Path(out, "in/a.csv");
        try (OutputStream file = place().fileSystem().create(csv)) {
            file.write("id,country\n1,de\n2,fr\nthree,fr\n\"4\",de\n".getBytes(StandardCharsets.UTF_8));
        }

        Ended written =
                place().run(ThroughFormats.class, "csv=" + csv, "out=" + out).succeeded();

        assertThat(written.err()).contains("1 bad row(s)");
        // The file is read once for each of the four outputs.
        assertThat(place().lines(new Path(out, "bad")))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("in/a.csv\"", "line 4, byte 21"));
        assertThat(place().fileSystem().exists(new Path(out, "json/country=de")))
                .isTrue();
        assertThat(place().run(ThroughFormats.class, "out=" + out).succeeded().rows())
                .containsExactlyInAnyOrder("de|8|20|20", "fr|4|8|8");
    }

    @Test
    void aMissingInputIs3() throws IOException, InterruptedException {
        Path output = place().newOutput();
        place().run(WordCount.class, "input=/nowhere", "output=" + output).failed(3, "/nowhere");
        place().hasNothingOf(output);
    }

    @Test
    void anOutputThatExistsIs7() throws IOException, InterruptedException {
        place().run(WordCount.class, "input=" + place().text(), "output=" + place().text())
                .failed(7, "Cannot write output '" + place().text() + "': it exists");
    }

    @Test
    void aFunctionThatThrowsIs1AndLeavesNothing() throws IOException, InterruptedException {
        Path output = place().newOutput();
        Ended run = place().run(ThrowingFunction.class, "input=" + place().text(), "word=a", "output=" + output)
                .failed(1, "IllegalStateException", "the word a is not for here");
        place().hasNothingOf(output);
        place().hasNoStagingOf(application(run));
    }

    @Test
    void aFunctionThatEndsTheJvmIs1AndLeavesNothing() throws IOException, InterruptedException {
        Path output = place().newOutput();
        place().run(ExitingFunction.class, "input=" + place().text(), "output=" + output)
                .failed(1, "it has ended the JVM by System.exit at ", "(ExitingFunction.java:");
        place().hasNothingOf(output);
    }

    private static String application(Ended run) {
        return GatedRun.APPLICATION
                .matcher(run.err())
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    @Test
    void ctrlCKillsTheApplicationAndLeavesNothing() throws IOException, InterruptedException {
        Path output = place().newOutput();
        try (GatedRun run = GatedRun.start(HADOOP.cluster(), place(), temporary, "map-gate", output)) {
            run.awaitRunnerAtGate();
            run.process().interrupt();
            assertThat(run.process().await().exitCode()).isEqualTo(130);
            assertThat(run.finalState()).isEqualTo("KILLED");
            run.awaitNoContainers();
            place().hasNothingOf(output);
            place().hasNoStagingOf(run.application().toString());
        }
    }

    @Test
    void anAppMasterThatIsKilledIs5AndLeavesNothing() throws IOException, InterruptedException {
        Path output = place().newOutput();
        try (GatedRun run = GatedRun.start(HADOOP.cluster(), place(), temporary, "map-gate", output)) {
            run.awaitRunnerAtGate();
            run.appMaster().kill();
            run.process().await().failed(5, "its AppMaster", run.application().toString());
            run.awaitNoContainers();
            place().hasNothingOf(output);
            place().hasNoStagingOf(run.application().toString());
        }
    }

    @Test
    void aRunnerThatIsKilledBeforeTheExchangeChangesNothing() throws IOException, InterruptedException {
        killsARunnerAt("map-gate");
    }

    @Test
    void aRunnerThatIsKilledBehindTheExchangeChangesNothing() throws IOException, InterruptedException {
        killsARunnerAt("reduce-gate");
    }

    private void killsARunnerAt(String gate) throws IOException, InterruptedException {
        Path output = place().newOutput();
        try (GatedRun run = GatedRun.start(HADOOP.cluster(), place(), temporary, gate, output)) {
            run.awaitRunnerAtGate().kill();
            run.open();
            run.process().await().succeeded();
        }
        assertThat(place().lines(output)).isEqualTo(SameRows.countedWords());
    }
}
