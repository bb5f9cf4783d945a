package io.weft.appmaster.schedule;

import static io.weft.appmaster.schedule.SchedulerHarness.only;
import static io.weft.appmaster.schedule.SchedulerHarness.started;
import static io.weft.appmaster.schedule.TestJobs.FIRST;
import static io.weft.appmaster.schedule.TestJobs.FOURTH;
import static io.weft.appmaster.schedule.TestJobs.SECOND;
import static io.weft.appmaster.schedule.TestJobs.THIRD;
import static io.weft.appmaster.schedule.TestJobs.joining;
import static io.weft.appmaster.schedule.TestJobs.scanning;
import static io.weft.appmaster.schedule.TestJobs.shuffling;
import static io.weft.appmaster.schedule.TestJobs.splits;
import static io.weft.appmaster.schedule.TestJobs.toOne;
import static io.weft.appmaster.schedule.TestJobs.uniting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.protocol.Assignment;
import io.weft.protocol.JobState;
import io.weft.protocol.OutputFile;
import io.weft.protocol.TaskInput;
import io.weft.stage.AttemptId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final AttemptId FIRST_TRY = FIRST.task(0).attempt(0);

    @Test
    void runsAJobFromItsSplitsToItsCommit() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(scanning(splits(2, "a")));

        assertThat(started(run.runner("c1", "a"))).containsExactly(FIRST_TRY);
        assertThat(started(run.succeed(FIRST_TRY)))
                .containsExactly(FIRST.task(1).attempt(0));
        List<Command> last = run.succeed(FIRST.task(1).attempt(0));

        assertThat(last)
                .contains(new Command.StopRunner("c1"))
                .endsWith(new Command.Commit(List.of(new StageWinners(
                        FIRST,
                        List.of(
                                new StageWinners.Winner(FIRST_TRY, List.of(new OutputFile("part-0", 10, 1, 0))),
                                new StageWinners.Winner(
                                        FIRST.task(1).attempt(0), List.of(new OutputFile("part-1", 10, 1, 0))))))));
        assertThat(run.scheduler.state()).isEqualTo(JobState.COMMITTING);
        run.end("c1", ContainerEnd.Reason.COMPLETED);
        assertThat(run.on(new Event.CommitFinished()))
                .containsExactly(new Command.Finish(JobState.SUCCEEDED, Optional.empty()));
    }

    @Test
    void startsAStageWhenAllThatItReadsIsThere() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(shuffling(splits(2, "a"), 8));
        run.runner("c1", "a");
        run.runner("c2", "a");

        assertThat(started(run.succeed(FIRST_TRY))).isEmpty();
        List<Command> commands = run.succeed(FIRST.task(1).attempt(0));

        assertThat(started(commands))
                .containsExactly(SECOND.task(0).attempt(0), SECOND.task(1).attempt(0));
        assertThat(only(Command.Assign.class, commands).get(0).assignment())
                .isEqualTo(new Assignment(
                        SECOND.task(0).attempt(0),
                        new TaskInput.OfShuffle(List.of(new TaskInput.Portion(
                                FIRST,
                                List.of(
                                        new TaskInput.Slice(0, 0, 2),
                                        new TaskInput.Slice(1, 0, 2),
                                        new TaskInput.Slice(2, 0, 2),
                                        new TaskInput.Slice(3, 0, 2)))))));
    }

    @Test
    void readsAnExchangeThatSeveralStagesFillWhenAllOfThemHave() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(uniting(splits(2, "a"), splits(1, "a"), 2));
        run.runner("c1", "a");
        run.runner("c2", "a");
        run.runner("c3", "a");

        run.succeed(FIRST_TRY);
        run.succeed(FIRST.task(1).attempt(0));
        List<Command> commands = run.succeed(SECOND.task(0).attempt(0));

        assertThat(started(commands))
                .containsExactly(THIRD.task(0).attempt(0), THIRD.task(1).attempt(0));
        assertThat(only(Command.Assign.class, commands).get(1).assignment().input())
                .isEqualTo(new TaskInput.OfShuffle(List.of(
                        new TaskInput.Portion(FIRST, List.of(new TaskInput.Slice(1, 0, 2))),
                        new TaskInput.Portion(SECOND, List.of(new TaskInput.Slice(1, 0, 1))))));
    }

    @Test
    void readsTheSamePartitionsOfBothSidesAndAllRowsOfAThird() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(joining(splits(1, "a"), splits(2, "a"), splits(1, "a"), 2));
        run.runner("c1", "a");
        run.runner("c2", "a");
        run.runner("c3", "a");
        assertThat(run.scheduler.tasks(SECOND)).as("known from the splits").isEqualTo(2);

        List<Command> commands = run.succeed(FIRST_TRY);
        assertThat(started(commands))
                .as("once what comes to all is there")
                .contains(SECOND.task(0).attempt(0));
        run.succeed(THIRD.task(0).attempt(0));
        run.succeed(SECOND.task(0).attempt(0));
        commands = run.succeed(SECOND.task(1).attempt(0));

        assertThat(started(commands))
                .containsExactly(FOURTH.task(0).attempt(0), FOURTH.task(1).attempt(0));
        assertThat(only(Command.Assign.class, commands).get(1).assignment().input())
                .isEqualTo(new TaskInput.OfShuffle(List.of(
                        new TaskInput.Portion(SECOND, List.of(new TaskInput.Slice(1, 0, 2))),
                        new TaskInput.Portion(THIRD, List.of(new TaskInput.Slice(1, 0, 1))))));
    }

    @Test
    void runsTheOneTaskBehindAnExchangeToOneThoughThereIsNoInput() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(toOne(List.of()));

        List<Command> commands = run.runner("c1", "a");

        assertThat(only(Command.Assign.class, commands))
                .containsExactly(new Command.Assign(
                        "c1",
                        new Assignment(
                                SECOND.task(0).attempt(0),
                                new TaskInput.OfShuffle(List.of(new TaskInput.Portion(FIRST, List.of()))))));
    }

    @Test
    void commitsAtOnceWhereThereIsNothingToDo() {
        SchedulerHarness run = SchedulerHarness.small();

        assertThat(run.plan(scanning(List.of())))
                .containsExactly(new Command.Commit(List.of(new StageWinners(FIRST, List.of()))));
    }

    @Test
    void failsWhenTheCommitFails() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(scanning(List.of()));
        Failure exists = new Failure(ErrorCode.OUTPUT_EXISTS, "Cannot write: it is there");

        assertThat(run.on(new Event.CommitFailed(exists)))
                .containsExactly(new Command.Finish(JobState.FAILED, Optional.of(exists)));
    }

    @Test
    void takesEverythingBackWhenItIsKilled() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(scanning(splits(4, "a")));
        run.runner("c1", "a");
        List<ContainerRequest> open = run.asks();
        Failure killed = new Failure(ErrorCode.TERMINATED, "killed by its user");

        List<Command> commands = run.on(new Event.KillRequested(killed));

        assertThat(only(Command.Withdraw.class, commands))
                .extracting(Command.Withdraw::request)
                .containsExactlyElementsOf(open);
        assertThat(commands)
                .contains(new Command.Release(new Container("c1", "a", "/rack")))
                .endsWith(new Command.Finish(JobState.KILLED, Optional.of(killed)));
        assertThat(run.on(new Event.KillRequested(killed))).isEmpty();
    }

    @Test
    void leavesTheEndToTheCommitOnceThatHasBegun() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(scanning(List.of()));

        assertThat(run.on(new Event.KillRequested(new Failure(ErrorCode.TERMINATED, "killed"))))
                .isEmpty();
        assertThat(run.on(new Event.CommitFinished()))
                .containsExactly(new Command.Finish(JobState.SUCCEEDED, Optional.empty()));
    }

    @Test
    void givesBackWhatIsGrantedAfterTheEnd() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(scanning(splits(1, "a")));
        run.on(new Event.KillRequested(new Failure(ErrorCode.TERMINATED, "killed")));

        assertThat(run.grant("c1", "a")).containsExactly(new Command.Release(new Container("c1", "a", "/rack")));
    }

    @Test
    void ignoresWhatComesTwice() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(scanning(splits(2, "a")));
        run.runner("c1", "a");
        run.succeed(FIRST_TRY);

        assertThat(run.register("c1")).isEmpty();
        assertThat(run.succeed(FIRST_TRY)).isEmpty();
        assertThat(run.fail(FIRST_TRY, ErrorCode.FUNCTION_FAILED)).isEmpty();
        assertThat(run.scheduler.facts().lateEvents()).isEqualTo(2);
        assertThat(run.scheduler.progress().get(0).succeeded()).isEqualTo(1);
    }

    @Test
    void saysHowFarItIs() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(shuffling(splits(3, "a"), 8));
        run.runner("c1", "a");
        run.succeed(FIRST_TRY);

        assertThat(run.scheduler.progress())
                .extracting("tasks", "running", "succeeded", "failedAttempts")
                .containsExactly(tuple(3, 1, 1, 0), tuple(0, 0, 0, 0));
    }
}
