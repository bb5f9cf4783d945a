package io.weft.appmaster.schedule;

import static io.weft.appmaster.schedule.SchedulerHarness.started;
import static io.weft.appmaster.schedule.TestJobs.FIRST;
import static io.weft.appmaster.schedule.TestJobs.scanning;
import static io.weft.appmaster.schedule.TestJobs.split;
import static io.weft.appmaster.schedule.TestJobs.splits;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemoteReasonTest {
    private final SchedulerHarness run = SchedulerHarness.small();

    private Optional<RemoteReason> reason(int task, int attempt) {
        return run.scheduler
                .facts()
                .stages()
                .get(0)
                .tasks()
                .get(task)
                .attempts()
                .get(attempt)
                .start()
                .remote();
    }

    @Test
    void isNoneWhereTheTaskRunsBesideItsData() {
        run.plan(scanning(splits(1, "a")));
        run.runner("c1", "a");

        assertThat(reason(0, 0)).isEmpty();
    }

    @Test
    void isThatTheDataIsNowhereInParticular() {
        run.plan(scanning(splits(1)));
        run.runner("c1", "a");

        assertThat(reason(0, 0)).contains(RemoteReason.NO_LOCATION);
    }

    @Test
    void isThatTheHostHasNoRoom() {
        run.room(2, "b");
        run.plan(scanning(splits(1, "a")));
        run.runner("c1", "b");

        assertThat(reason(0, 0)).contains(RemoteReason.NO_ROOM);
    }

    @Test
    void isThatTheHostGaveNothingWithinTheWait() {
        run.room(2, "a", "b");
        run.plan(scanning(splits(1, "a")));
        run.pass(3_000);
        run.runner("c1", "b");

        assertThat(reason(0, 0)).contains(RemoteReason.RELAXED);
    }

    @Test
    void isThatAnotherContainerHadNothingToDo() {
        run.room(1, "a", "b");
        run.plan(scanning(List.of(split("a"), split("b"), split("a"))));
        run.runner("c1", "a");
        run.runner("c2", "b");
        run.succeed(FIRST.task(1).attempt(0));
        assertThat(started(run.pass(100))).isEmpty();
        run.poll("c1");
        run.poll("c2");

        assertThat(started(run.pass(3_000))).containsExactly(FIRST.task(2).attempt(0));
        assertThat(reason(2, 0)).contains(RemoteReason.IDLE_CONTAINER);
    }

    @Test
    void isThatTheTaskHasFailedOnTheHost() {
        run.room(1, "a", "b");
        run.plan(scanning(splits(1, "a")));
        run.runner("c1", "a");
        run.fail(FIRST.task(0).attempt(0), ErrorCode.IO_FAILED);
        run.pass(100);
        run.runner("c2", "b");

        assertThat(reason(0, 1)).contains(RemoteReason.HOST_EXCLUDED);
    }

    @Test
    void sumsUpTheBytesByTheirReasons() {
        JobFacts.StageFacts stage = new JobFacts.StageFacts(
                FIRST,
                List.of(
                        task(0, Optional.empty(), 100, 90),
                        task(1, Optional.empty(), 100, 100),
                        task(2, Optional.empty(), 70, 0),
                        task(3, Optional.of(RemoteReason.NO_ROOM), 100, 0),
                        task(4, Optional.of(RemoteReason.NO_ROOM), 100, 60)));

        assertThat(stage.remoteBytes())
                .isEqualTo(Map.of(
                        RemoteReason.PAST_BLOCK_END, 10L, RemoteReason.NOT_SERVED, 70L, RemoteReason.NO_ROOM, 140L));
    }

    private static JobFacts.TaskFacts task(int number, Optional<RemoteReason> remote, long read, long local) {
        Counters counters = new Counters();
        counters.add(Counter.INPUT_BYTES, read);
        counters.add(Counter.INPUT_BYTES_LOCAL, local);
        Locality locality = remote.isPresent() ? Locality.ANY : Locality.SAME_HOST;
        AttemptStart start = new AttemptStart(FIRST.task(number).attempt(0), "c1", "a", locality, remote, 0);
        return new JobFacts.TaskFacts(
                FIRST.task(number),
                List.of("a"),
                List.of(new JobFacts.AttemptFacts(start, JobFacts.Outcome.SUCCEEDED, 1, counters, Optional.empty())));
    }
}
