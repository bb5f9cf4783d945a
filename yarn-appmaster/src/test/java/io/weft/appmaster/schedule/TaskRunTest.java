package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.protocol.Counters;
import io.weft.protocol.TaskInput;
import io.weft.stage.AttemptId;
import io.weft.stage.JobId;
import io.weft.stage.TaskId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TaskRunTest {
    private static final TaskId TASK = new JobId(1).stage(0).task(3);

    @Test
    void letsOneAttemptCommitUntilItIsOver() {
        TaskRun task = new TaskRun(TASK, new TaskInput.OfSplit(TestJobs.split("host")), 0);
        AttemptId first =
                task.start(new FreeSlot("container 1", "host", "/rack", 0), Locality.SAME_HOST, Optional.empty(), 1);

        assertThat(task.mayCommit(first)).isTrue();
        assertThat(task.mayCommit(first)).isTrue();

        task.failed(first, new Counters(), new Failure(ErrorCode.CONTAINER_LOST, "gone"), TaskRun.Charge.NOTHING, 2);
        AttemptId second =
                task.start(new FreeSlot("container 2", "host", "/rack", 0), Locality.SAME_HOST, Optional.empty(), 3);

        assertThat(task.mayCommit(first)).isFalse();
        assertThat(task.mayCommit(second)).isTrue();
    }
}
