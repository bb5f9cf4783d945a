package io.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterMainTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String EXPORT = "export HADOOP_CONF_DIR=";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void stopsAllThatRunsWhenItsInputCloses() throws IOException, YarnException, InterruptedException {
        int status = runUntil(main -> main.getOutputStream().close(), "--nodes", "1", "--until-stdin-closes");
        assertThat(status).isZero();
    }

    @Test
    void stopsAllThatRunsWhenTerminated() throws IOException, YarnException, InterruptedException {
        int status = runUntil(main -> main.toHandle().destroy(), "--nodes", "1", "--no-shuffle-service");
        assertThat(status).isEqualTo(143);
    }

    /** Starts a cluster and a container in it, and sees that nothing is left when the cluster has been told to stop. */
    private int runUntil(Stop stop, String... arguments) throws IOException, YarnException, InterruptedException {
        Process main = start(arguments);
        try (BufferedReader out = main.inputReader(StandardCharsets.UTF_8)) {
            Configuration configuration = clientsOf(confDir(out.readLine()));
            try (FileSystem fileSystem = FileSystem.newInstance(configuration);
                    YarnClient yarn = ShellApplication.client(configuration)) {
                assertThat(((DistributedFileSystem) fileSystem).isInSafeMode()).isFalse();
                assertThat(yarn.getNodeReports(NodeState.RUNNING)).hasSize(1);
                ContainerProcess container = startContainer(yarn);

                stop.stop(main);
                assertThat(out.readLine()).isNull();
                int status = main.waitFor();
                assertThat(container.processes()).noneMatch(ProcessHandle::isAlive);
                assertThat(clustersLeft()).isEmpty();
                return status;
            }
        } finally {
            main.descendants().forEach(ProcessHandle::destroyForcibly);
            main.destroyForcibly();
        }
    }

    @FunctionalInterface
    private interface Stop {
        void stop(Process main) throws IOException;
    }

    @Test
    void stopsDaemonsThatAreStillStartingWhenTerminated() throws IOException, InterruptedException {
        Path directory = temporary.resolve("kept");
        Process main = start("--daemons", "--nodes", "1", "--directory", directory.toString());
        try {
            Waiting.until("daemons", PATIENCE, () -> main.descendants().count() >= 4);
            List<ProcessHandle> daemons = main.descendants().toList();
            main.toHandle().destroy();
            assertThat(main.waitFor()).isEqualTo(143);
            Waiting.until("the daemons to go", PATIENCE, () -> daemons.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(directory.resolve("logs/name-node.log")).exists();
        } finally {
            main.descendants().forEach(ProcessHandle::destroyForcibly);
            main.destroyForcibly();
        }
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws IOException, InterruptedException {
        assertThat(usageError("--nodes", "many")).startsWith("Option --nodes needs a number, not 'many'\nUsage: ");
        assertThat(usageError("--nodes")).startsWith("Option --nodes needs a value\n");
        assertThat(usageError("--nodes", "0")).startsWith("Cannot start 0 nodes: the number must be from 1 to 254\n");
        assertThat(usageError("--shiny")).startsWith("Unknown option --shiny\n");
    }

    private String usageError(String... arguments) throws IOException, InterruptedException {
        Path errors = temporary.resolve("errors");
        Process main = builder(arguments).redirectError(errors.toFile()).start();
        assertThat(main.getInputStream().readAllBytes()).isEmpty();
        assertThat(main.waitFor()).isEqualTo(2);
        return Files.readString(errors);
    }

    private Process start(String... arguments) throws IOException {
        return builder(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                ClusterMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private List<String> clustersLeft() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.map(Path::toString)
                    .filter(name -> name.contains("weft-cluster-"))
                    .collect(Collectors.toList());
        }
    }

    private static Path confDir(String line) {
        assertThat(line).startsWith(EXPORT);
        return Path.of(line.substring(EXPORT.length()));
    }

    private static Configuration clientsOf(Path confDir) {
        Configuration configuration = Daemon.configuration();
        for (String name : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml")) {
            assertThat(confDir.resolve(name)).exists();
            configuration.addResource(
                    new org.apache.hadoop.fs.Path(confDir.resolve(name).toUri()));
        }
        return configuration;
    }

    private static ContainerProcess startContainer(YarnClient yarn) throws IOException, YarnException {
        ApplicationSubmissionContext application = yarn.createApplication().getApplicationSubmissionContext();
        application.setResource(Resource.newInstance(256, 1));
        application.setAMContainerSpec(
                ContainerLaunchContext.newInstance(Map.of(), Map.of(), List.of("sleep 600"), null, null, null));
        yarn.submitApplication(application);
        Waiting.until(
                "the container",
                PATIENCE,
                () -> !ContainerProcess.of(application.getApplicationId()).isEmpty());
        return ContainerProcess.of(application.getApplicationId()).get(0);
    }
}
