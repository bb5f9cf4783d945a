package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.examples.jobs.ExitingFunction;
import io.weft.examples.jobs.ThrowingFunction;
import io.weft.examples.jobs.UnknownColumn;
import io.weft.examples.tpch.TpchQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads, and what a scheduler sees, of a mistake. */
class ErrorsTest {
    private static final String EXITING_LINE = "(ExitingFunction.java:";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void aMissingInputIs3() throws IOException, InterruptedException {
        Place place = Place.local();
        org.apache.hadoop.fs.Path output = place.newOutput();
        place.run(WordCount.class, "input=" + directory.resolve("nowhere"), "output=" + output)
                .failed(3, "Cannot ", directory.resolve("nowhere").toString());
        place.hasNothingOf(output);
    }

    @Test
    void anOutputThatExistsIs7() throws IOException, InterruptedException {
        Place place = Place.local();
        Path kept = Files.writeString(directory.resolve("kept"), "as it was");
        place.run(WordCount.class, "input=" + place.text(), "output=" + directory)
                .failed(7, "Cannot write output '" + directory + "': it exists");
        assertThat(kept).hasContent("as it was");
    }

    @Test
    void anUnknownClassIs2AndTheNearestIsNamed() throws IOException, InterruptedException {
        weft("run", "--local", "--jar", JobJar.of(WordCount.class).toString(), "io.weft.examples.WordCuont", "input=a")
                .failed(2, "Cannot run 'io.weft.examples.WordCuont'", "did you mean 'io.weft.examples.WordCount'?");
    }

    @Test
    void anUnknownColumnIs2AndTheNearestIsNamed() throws IOException, InterruptedException {
        Place place = Place.local();
        place.run(UnknownColumn.class, "data=" + place.directory())
                .failed(2, "l_shipdat", "l_orderkey", "did you mean 'l_shipdate'?");
    }

    @Test
    void anUnknownArgumentIs2AndTheNearestIsNamed() throws IOException, InterruptedException {
        Place place = Place.local();
        place.run(TpchQuery.class, "query=6", "data=" + place.directory(), "outptu=x")
                .failed(2, "Cannot use the argument 'outptu'", "did you mean 'output'?");
    }

    @Test
    void aMissingArgumentIs2() throws IOException, InterruptedException {
        Place.local().run(WordCount.class, "input=a").failed(2, "the argument 'output' is missing");
    }

    @Test
    void anUnknownSettingIs2AndTheNearestIsNamed() throws IOException, InterruptedException {
        Place.local()
                .with("-D", "weft.job.max-slot=1")
                .run(WordCount.class, "input=a", "output=b")
                .failed(2, "weft.job.max-slot", "did you mean 'weft.job.max-slots'?");
    }

    @Test
    void aFunctionThatThrowsIs1WithItsFirstCause() throws IOException, InterruptedException {
        Place place = Place.local();
        org.apache.hadoop.fs.Path output = place.newOutput();
        Path text = Files.writeString(directory.resolve("text"), "good\nbad\n");
        place.run(ThrowingFunction.class, "input=" + text, "word=bad", "output=" + output)
                .failed(1, "IllegalStateException", "the word bad is not for here");
        place.hasNothingOf(output);
    }

    @Test
    void aFunctionThatEndsTheJvmIs1WithTheLineOfItsCall() throws IOException, InterruptedException {
        Place place = Place.local();
        org.apache.hadoop.fs.Path output = place.newOutput();
        Path local = Files.createDirectories(directory.resolve("local"));
        place.with("-D", "weft.local.directory=" + local)
                .run(ExitingFunction.class, "input=" + place.text(), "output=" + output)
                .failed(1, "Cannot run the job's function: it has ended the JVM by System.exit at ", EXITING_LINE);
        place.hasNothingOf(output);
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void aConsumerThatEndsTheJvmIs1WithTheLineOfItsCall() throws IOException, InterruptedException {
        Place place = Place.local();
        place.run(ExitingFunction.class, "input=" + place.text())
                .failed(1, "Cannot run the job's function: it has ended the JVM by System.exit at ", EXITING_LINE);
    }

    @Test
    void verboseShowsWhereItHappened() throws IOException, InterruptedException {
        Place place = Place.local();
        Ended run = place.with("--verbose").run(UnknownColumn.class, "data=" + place.directory());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("\tat io.weft.plan.");
    }

    @Test
    @Timeout(30)
    void aResourceManagerThatDoesNotAnswerIs5WithinHalfAMinute() throws IOException, InterruptedException {
        Place place = Place.local();
        Path conf = Files.createDirectories(directory.resolve("conf"));
        int nobody = unusedPort();
        Files.writeString(conf.resolve("yarn-site.xml"), """
                <configuration>
                  <property><name>yarn.resourcemanager.address</name><value>localhost:%d</value></property>
                </configuration>
                """.formatted(nobody));
        List<String> words = new ArrayList<>(
                List.of("run", "--jar", JobJar.of(WordCount.class).toString()));
        words.addAll(List.of(WordCount.class.getName(), "input=" + place.text(), "output=" + directory.resolve("out")));
        try (WeftProcess process = WeftProcess.weft(Map.of("HADOOP_CONF_DIR", conf.toString()), words)) {
            process.await().failed(5, "Cannot reach the ResourceManager", "localhost:" + nobody);
        }
    }

    private static Ended weft(String... words) throws IOException, InterruptedException {
        try (WeftProcess process = WeftProcess.weft(Map.of(), List.of(words))) {
            return process.await();
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
