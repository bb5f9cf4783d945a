package io.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.testing.HadoopCluster.BlockReads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MiniHadoopTest {
    private static final ClusterSettings SETTINGS =
            ClusterSettings.defaults().withReplication(1).withBlockSize(64 << 10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final HadoopExtension<MiniHadoop> HADOOP = HadoopExtension.mini(SETTINGS);

    @RegisterExtension
    static final HadoopExtension<MiniHadoop> SAME = HadoopExtension.mini(SETTINGS);

    private final MiniHadoop hadoop = HADOOP.cluster();

    @Test
    void blocksLieOnTheHostsOfNodeManagers() throws IOException, YarnException {
        Path file = write("/blocks", 40 * (64 << 10));
        List<String> hosts = new ArrayList<>();
        for (BlockLocation block : hadoop.fileSystem().getFileBlockLocations(file, 0, Long.MAX_VALUE)) {
            hosts.addAll(List.of(block.getHosts()));
        }
        List<String> nodes;
        try (YarnClient yarn = ShellApplication.client(hadoop.configuration())) {
            nodes = yarn.getNodeReports(NodeState.RUNNING).stream()
                    .map(node -> node.getNodeId().getHost())
                    .toList();
        }
        assertThat(nodes).containsExactlyInAnyOrderElementsOf(hadoop.nodes()).hasSize(3);
        assertThat(hosts).hasSize(40).isSubsetOf(nodes);
        assertThat(hosts.stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void theNameNodeSendsReadersToTheNodesOwnAddresses() throws IOException {
        Path file = write("/addresses", 1);
        BlockLocation block = hadoop.fileSystem().getFileBlockLocations(file, 0, 1)[0];
        int node = hadoop.nodes().indexOf(block.getHosts()[0]);
        assertThat(block.getNames()[0]).startsWith("127.0.1." + (node + 1) + ":");
    }

    @Test
    void aContainerIsAProcessThatCanBeKilled() throws IOException {
        String host = hadoop.nodes().get(1);
        ShellApplication application = ShellApplication.submit(hadoop, host, "sleep 600");
        ContainerProcess container = application.awaitContainer();
        assertThat(container.host()).isEqualTo(host);
        assertThat(container.appMaster()).isTrue();
        assertThat(container.processes())
                .allMatch(ProcessHandle::isAlive)
                .noneMatch(process -> process.pid() == ProcessHandle.current().pid());
        container.kill();
        assertThat(container.processes()).noneMatch(ProcessHandle::isAlive);
        assertThat(application.awaitEnd().getDiagnostics()).contains("Exit code is 137");
        assertThat(hadoop.containers(application.id())).isEmpty();
    }

    @Test
    void aSuspendedContainerGoesOnWhenResumed() throws IOException {
        ShellApplication application =
                ShellApplication.submit(hadoop, hadoop.nodes().get(0), "sleep 600");
        ContainerProcess container = application.awaitContainer();
        ProcessHandle process = container.processes().get(0);
        container.suspend();
        Waiting.until("the process to stop", PATIENCE, () -> state(process) == 'T');
        container.resume();
        Waiting.until("the process to go on", PATIENCE, () -> state(process) != 'T');
        container.kill();
        application.awaitEnd();
    }

    @Test
    void logsCanBeReadWhenTheApplicationHasEnded() throws IOException {
        ShellApplication application = ShellApplication.submit(
                hadoop, hadoop.nodes().get(2), "echo shuffle=$NM_AUX_SERVICE_mapreduce_shuffle. 1><LOG_DIR>/stdout");
        application.awaitEnd();
        assertThat(hadoop.logs(application.id())).containsPattern("shuffle=[A-Za-z0-9+/=]+\\.");
        java.nio.file.Path local = hadoop.directory()
                .resolve("node-3/container-logs")
                .resolve(application.id().toString());
        Waiting.until("the logs to move to HDFS", PATIENCE, () -> !Files.exists(local));
        assertThat(hadoop.logs(application.id())).containsPattern("shuffle=[A-Za-z0-9+/=]+\\.");
    }

    @Test
    void anotherProcessFindsTheClusterByItsConfDir() throws IOException, InterruptedException {
        write("/found", 7);
        assertThat(run("org.apache.hadoop.fs.FsShell", "-stat", "%b", "/found")).isEqualTo("7\n");
        assertThat(run("org.apache.hadoop.yarn.client.cli.NodeCLI", "-list")).contains(hadoop.nodes());
    }

    @Test
    void theClasspathIsHadoopAndNothingOfWeft() {
        assertThat(hadoop.classpath())
                .anyMatch(jar -> jar.getFileName().toString().matches("hadoop-common-[0-9.]+\\.jar"))
                .allMatch(Files::isRegularFile)
                .noneMatch(jar -> jar.toString().contains("/testing/target/"))
                .noneMatch(jar -> jar.toString().endsWith("-tests.jar"));
    }

    @Test
    void dataNodesTellLocalReadersFromOthers() throws IOException {
        Path file = write("/read", 50_000);
        String home = hadoop.fileSystem().getFileBlockLocations(file, 0, 1)[0].getHosts()[0];
        String stranger = hadoop.nodes().stream()
                .filter(node -> !node.equals(home))
                .findFirst()
                .orElseThrow();
        BlockReads before = hadoop.blockReads(home);

        readInContainer(file, home);
        BlockReads afterLocal = hadoop.blockReads(home);
        assertThat(afterLocal.localBytes() - before.localBytes()).isGreaterThanOrEqualTo(50_000);
        assertThat(afterLocal.remoteBytes()).isEqualTo(before.remoteBytes());

        readInContainer(file, stranger);
        BlockReads afterRemote = hadoop.blockReads(home);
        assertThat(afterRemote.localBytes()).isEqualTo(afterLocal.localBytes());
        assertThat(afterRemote.remoteBytes() - afterLocal.remoteBytes()).isGreaterThanOrEqualTo(50_000);
    }

    @Test
    void classesThatAskForTheSameShareOneCluster() {
        assertThat(SAME.cluster()).isSameAs(hadoop);
    }

    @Test
    void anotherClusterInTheSameJvmHasItsOwnRacksAndSizesAndNoShuffleService() throws IOException, YarnException {
        ClusterSettings settings = ClusterSettings.defaults()
                .withNodes(2)
                .withNodeSize(2048, 2)
                .withRacks("/left", "/right")
                .withSynchronousScheduling()
                .withHeartbeat(Duration.ofMillis(200))
                .withoutShuffleService();
        java.nio.file.Path directory;
        ContainerProcess container;
        try (MiniHadoop other = MiniHadoop.start(settings);
                YarnClient yarn = ShellApplication.client(other.configuration())) {
            directory = other.directory();
            assertThat(yarn.getNodeReports(NodeState.RUNNING))
                    .extracting(NodeReport::getRackName)
                    .containsExactlyInAnyOrder("/left", "/right");
            assertThat(yarn.createApplication()
                            .getNewApplicationResponse()
                            .getMaximumResourceCapability()
                            .getMemorySize())
                    .isEqualTo(2048);
            ShellApplication quick = ShellApplication.submit(
                    other,
                    "/left",
                    other.nodes().get(0),
                    "echo [$NM_AUX_SERVICE_mapreduce_shuffle] 1><LOG_DIR>/stdout");
            quick.awaitEnd();
            assertThat(other.logs(quick.id())).contains("[]");
            container = ShellApplication.submit(other, "/left", other.nodes().get(0), "sleep 600")
                    .awaitContainer();
        }
        assertThat(container.processes()).noneMatch(ProcessHandle::isAlive);
        assertThat(directory).doesNotExist();
    }

    private Path write(String name, int bytes) throws IOException {
        Path file = new Path(name);
        FileSystem fileSystem = hadoop.fileSystem();
        try (OutputStream out = fileSystem.create(file)) {
            out.write(new byte[bytes]);
        }
        return file;
    }

    private void readInContainer(Path file, String host) throws IOException {
        String command = "$JAVA_HOME/bin/java -cp $HADOOP_CONF_DIR:%s org.apache.hadoop.fs.FsShell -cat %s | wc -c 1>%s"
                .formatted(joinedClasspath(), file, "<LOG_DIR>/stdout");
        ShellApplication application = ShellApplication.submit(hadoop, host, command);
        application.awaitEnd();
        assertThat(hadoop.logs(application.id())).contains("50000");
    }

    private String run(String mainClass, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                hadoop.confDir() + ":" + joinedClasspath(),
                mainClass));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return text;
        }
    }

    private String joinedClasspath() {
        return hadoop.classpath().stream().map(Object::toString).collect(Collectors.joining(":"));
    }

    private static char state(ProcessHandle process) throws IOException {
        String line = Files.readString(java.nio.file.Path.of("/proc/" + process.pid() + "/stat"));
        return line.charAt(line.lastIndexOf(')') + 2);
    }
}
