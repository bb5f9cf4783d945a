package io.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerProcessTest {
    private static final ApplicationId APPLICATION =
            ApplicationId.newInstance(ProcessHandle.current().pid(), 7);
    private static final ContainerId CONTAINER = ContainerId.fromString(
            "container_e12_%d_0007_01_000003".formatted(ProcessHandle.current().pid()));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void findsTheProcessesOfAnApplicationByTheirEnvironment() throws IOException {
        Process process = start();
        try {
            Waiting.until(
                    "the process",
                    PATIENCE,
                    () -> !ContainerProcess.of(APPLICATION).isEmpty());
            ContainerProcess container = ContainerProcess.of(APPLICATION).get(0);
            assertThat(container)
                    .isEqualTo(new ContainerProcess(CONTAINER, "127.0.1.9", false, List.of(process.toHandle())));
            assertThat(ContainerProcess.of(ApplicationId.newInstance(APPLICATION.getClusterTimestamp(), 70)))
                    .isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void killsWhatANodeManagerOfTheDirectoryHasLeft() throws IOException, InterruptedException {
        Process process = start();
        try {
            ContainerProcess.killBelow(directory.resolve("node"));
            assertThat(process.isAlive()).isTrue();
            ContainerProcess.killBelow(directory);
            assertThat(process.waitFor()).isEqualTo(137);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("CONTAINER_ID", CONTAINER.toString());
        builder.environment().put("NM_HOST", "127.0.1.9");
        builder.environment()
                .put("LOCAL_DIRS", directory.resolve("node-1/local").toString());
        Process process = builder.start();
        // Until then it is a copy of this process, with this environment.
        Waiting.until(
                "the process to become sleep",
                PATIENCE,
                () -> process.info()
                        .command()
                        .filter(command -> command.endsWith("sleep"))
                        .isPresent());
        return process;
    }
}
