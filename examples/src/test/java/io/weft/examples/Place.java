package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Job;
import io.weft.testing.HadoopCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * Where a job runs and where its data lie.
 *
 * @param options of {@code weft run} that say so
 * @param environment for the client
 * @param directory qualified; {@code lineitem} and {@code text} are in it, and outputs come to be in it
 */
record Place(List<String> options, Map<String, String> environment, Path directory, FileSystem fileSystem) {
    private static final AtomicInteger OUTPUTS = new AtomicInteger();

    Place {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** This machine, without any cluster. */
    static Place local() throws IOException {
        Path directory = new Path(Inputs.local().toUri());
        FileSystem fileSystem = FileSystem.getLocal(new Configuration());
        return new Place(List.of("--local"), Map.of(), directory, fileSystem);
    }

    /** A cluster, which gets the inputs unless it has them. */
    static Place on(HadoopCluster cluster, long blockSize) throws IOException {
        FileSystem fileSystem = cluster.fileSystem();
        Path directory = fileSystem.makeQualified(new Path("/examples"));
        if (!fileSystem.exists(directory)) {
            Inputs.write(directory, blockSize, cluster.configuration());
        }
        return new Place(List.of(), Map.of("HADOOP_CONF_DIR", cluster.confDir().toString()), directory, fileSystem);
    }

    /** The same with more options. */
    Place with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Place(all, environment, directory, fileSystem);
    }

    Ended run(Class<? extends Job> job, String... arguments) throws IOException, InterruptedException {
        try (WeftProcess process = start("run", job, arguments)) {
            return process.await();
        }
    }

    Ended explain(Class<? extends Job> job, String... arguments) throws IOException, InterruptedException {
        try (WeftProcess process = start("explain", job, arguments)) {
            return process.await();
        }
    }

    WeftProcess start(String command, Class<? extends Job> job, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(options);
        words.addAll(List.of("--jar", JobJar.of(job).toString(), job.getName()));
        words.addAll(List.of(arguments));
        return WeftProcess.weft(environment, words);
    }

    Path text() {
        return new Path(directory, "text");
    }

    /** A path in a directory of its own, where nothing is yet. */
    Path newOutput() {
        return new Path(directory, "out-%d/rows".formatted(OUTPUTS.incrementAndGet()));
    }

    /** The lines of a committed output, sorted. */
    List<String> lines(Path output) throws IOException {
        List<String> lines = linesInOrder(output);
        Collections.sort(lines);
        return lines;
    }

    /** The lines of a committed output, file after file by their names. */
    List<String> linesInOrder(Path output) throws IOException {
        assertThat(fileSystem.exists(new Path(output, "_SUCCESS"))).isTrue();
        List<String> lines = new ArrayList<>();
        FileStatus[] files = fileSystem.listStatus(output);
        Arrays.sort(files);
        for (FileStatus file : files) {
            if (!file.getPath().getName().startsWith("_")) {
                try (BufferedReader reader = new BufferedReader(
                        new InputStreamReader(fileSystem.open(file.getPath()), StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }

    /** Asserts that a job has left nothing of an output, hidden directories included. */
    void hasNothingOf(Path output) throws IOException {
        Path parent = output.getParent();
        if (fileSystem.exists(parent)) {
            assertThat(FileUtil.stat2Paths(fileSystem.listStatus(parent))).isEmpty();
        }
    }

    /** Asserts that no application has left files of its own; the engine stays, for the next one. */
    void hasNoStagingOf(String application) throws IOException {
        assertThat(fileSystem.exists(new Path(fileSystem.getHomeDirectory(), ".weft/" + application)))
                .isFalse();
    }
}
