package io.weft.appmaster.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerEnd.Reason;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerEndsTest {
    private static final ContainerId ID = ContainerId.fromString("container_1700000000000_0001_01_000002");

    @ParameterizedTest
    @CsvSource({
        "0, COMPLETED",
        "-100, LOST",
        "-101, LOST",
        "-102, PREEMPTED",
        "-103, KILLED_FOR_MEMORY",
        "-104, KILLED_FOR_MEMORY",
        "-105, COMPLETED",
        "-106, LOST",
        "-107, COMPLETED",
        "-108, PREEMPTED",
        "-109, FAILED",
        "-1000, LOST",
        "137, LOST",
        "143, LOST",
        "3, KILLED_FOR_MEMORY",
        "1, FAILED",
        "70, FAILED",
    })
    void knowsWhatYarnsStatusesMean(int status, Reason reason) {
        assertThat(ContainerEnds.of(status(status, " said \n"), false))
                .isEqualTo(new ContainerEnd(ID.toString(), reason, status, "said"));
    }

    @Test
    void takesTheEndOfAReleasedContainerForWhatItIs() {
        assertThat(ContainerEnds.of(status(-100, "Container released by application"), true)
                        .reason())
                .isEqualTo(Reason.COMPLETED);
    }

    @Test
    void tellsAKillForMemoryFromOthers() {
        String diagnostics = "Container exited with a non-zero exit code 137. OOM of the control group";
        assertThat(ContainerEnds.of(status(137, diagnostics), false).reason()).isEqualTo(Reason.KILLED_FOR_MEMORY);
    }

    private static ContainerStatus status(int status, String diagnostics) {
        return ContainerStatus.newInstance(ID, ContainerState.COMPLETE, diagnostics, status);
    }
}
