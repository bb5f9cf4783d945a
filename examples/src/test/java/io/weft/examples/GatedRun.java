package io.weft.examples;

import io.weft.examples.jobs.GatedWords;
import io.weft.testing.ContainerProcess;
import io.weft.testing.HadoopCluster;
import io.weft.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * A run on a cluster that stays where a test can do something to it until the test lets it go on. Closing it kills the client.
 *
 * @param gate the directory of the gate that its attempts wait at
 */
record GatedRun(HadoopCluster cluster, WeftProcess process, ApplicationId application, Path gate)
        implements AutoCloseable {
    static final Pattern APPLICATION = Pattern.compile("application_\\d+_\\d+");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WAITING = "waiting-";

    /** Starts {@link GatedWords} and returns when the cluster has it. */
    static GatedRun start(
            HadoopCluster cluster, Place place, Path directory, String gate, org.apache.hadoop.fs.Path output)
            throws IOException, InterruptedException {
        String gateArgument = gate + "=" + directory;
        WeftProcess process =
                place.start("run", GatedWords.class, "input=" + place.text(), "output=" + output, gateArgument);
        try {
            String id = process.awaitError(APPLICATION).group();
            return new GatedRun(cluster, process, ApplicationId.fromString(id), directory);
        } catch (AssertionError | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    /** Returns a runner one of whose attempts waits at the gate, as soon as there is one. */
    ContainerProcess awaitRunnerAtGate() throws IOException {
        Waiting.until("a runner at the gate", PATIENCE, () -> runnerAtGate().isPresent());
        return runnerAtGate().orElseThrow();
    }

    private Optional<ContainerProcess> runnerAtGate() throws IOException {
        List<String> waiting;
        try (Stream<Path> files = Files.list(gate)) {
            waiting = files.map(file -> file.getFileName().toString()).toList();
        }
        return cluster.containers(application).stream()
                .filter(container -> !container.appMaster())
                .filter(container ->
                        container.processes().stream().anyMatch(process -> waiting.contains(WAITING + process.pid())))
                .findFirst();
    }

    /** The AppMaster's container, which has to run. */
    ContainerProcess appMaster() {
        return cluster.containers(application).stream()
                .filter(ContainerProcess::appMaster)
                .findFirst()
                .orElseThrow();
    }

    /** Lets all attempts go on. */
    void open() throws IOException {
        Files.writeString(gate.resolve("open"), "");
    }

    void awaitNoContainers() throws IOException {
        Waiting.until(
                "containers to go",
                PATIENCE,
                () -> cluster.containers(application).isEmpty());
    }

    /** What the ResourceManager says of the application once it is over. */
    String finalState() throws IOException {
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(cluster.configuration());
            yarn.start();
            Waiting.until(
                    "the end of " + application, PATIENCE, () -> !state(yarn).equals("UNDEFINED"));
            return state(yarn);
        }
    }

    private String state(YarnClient yarn) throws IOException {
        try {
            return yarn.getApplicationReport(application)
                    .getFinalApplicationStatus()
                    .name();
        } catch (YarnException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        open();
        process.close();
    }
}
