package io.weft.appmaster.schedule;

import static io.weft.appmaster.schedule.SchedulerHarness.only;
import static io.weft.appmaster.schedule.SchedulerHarness.started;
import static io.weft.appmaster.schedule.TestJobs.FIRST;
import static io.weft.appmaster.schedule.TestJobs.SECOND;
import static io.weft.appmaster.schedule.TestJobs.THIRD;
import static io.weft.appmaster.schedule.TestJobs.largeSplits;
import static io.weft.appmaster.schedule.TestJobs.ranged;
import static io.weft.appmaster.schedule.TestJobs.splits;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.protocol.RangeBounds;
import io.weft.protocol.TaskInput;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RangedStagesTest {
    private static SchedulerHarness withRunners(Event.JobPlanned job) {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(job);
        for (String container : List.of("c1", "c2", "c3", "c4")) {
            run.runner(container, "a");
        }
        return run;
    }

    @Test
    void samplesBeforeItDividesByRanges() {
        SchedulerHarness run = withRunners(ranged(largeSplits(2, "a")));
        assertThat(started(run.all))
                .containsExactly(FIRST.task(0).attempt(0), FIRST.task(1).attempt(0));
        assertThat(run.scheduler.bounds(SECOND)).isEmpty();

        assertThat(started(run.succeed(FIRST.task(1).attempt(0)))).isEmpty();
        List<Command> commands = run.succeed(FIRST.task(0).attempt(0));

        assertThat(started(commands))
                .containsExactly(SECOND.task(0).attempt(0), SECOND.task(1).attempt(0));
        assertThat(run.scheduler.bounds(SECOND).orElseThrow().partitions()).isBetween(8, 17);
        assertThat(run.scheduler.bounds(FIRST)).isEmpty();

        run.succeed(SECOND.task(0).attempt(0));
        assertThat(started(run.succeed(SECOND.task(1).attempt(0))))
                .startsWith(THIRD.task(0).attempt(0));
    }

    @Test
    void asksForNoSamplesWhereOneTaskCanSortAll() {
        SchedulerHarness run = withRunners(ranged(splits(2, "a")));

        assertThat(started(run.all))
                .containsExactly(SECOND.task(0).attempt(0), SECOND.task(1).attempt(0));
        assertThat(run.scheduler.bounds(SECOND)).isEqualTo(Optional.of(RangeBounds.NONE));
        run.succeed(SECOND.task(0).attempt(0));
        assertThat(started(run.succeed(SECOND.task(1).attempt(0))))
                .containsExactly(THIRD.task(0).attempt(0));
        assertThat(only(Command.Commit.class, run.succeed(THIRD.task(0).attempt(0))))
                .hasSize(1);
    }

    @Test
    void runsATaskAgainWithTheSameBoundsAndSamplesNoMore() {
        SchedulerHarness run = withRunners(ranged(largeSplits(2, "a")));
        run.succeed(FIRST.task(0).attempt(0));
        run.succeed(FIRST.task(1).attempt(0));
        RangeBounds bounds = run.scheduler.bounds(SECOND).orElseThrow();
        run.succeed(SECOND.task(0).attempt(0));
        run.succeed(SECOND.task(1).attempt(0));

        List<Command> commands =
                run.failFetching(THIRD.task(0).attempt(0), SECOND.task(1).attempt(0));

        assertThat(started(commands)).contains(SECOND.task(1).attempt(1));
        for (String container : List.of("c1", "c2", "c3", "c4")) {
            run.end(container, ContainerEnd.Reason.LOST);
        }
        run.runner("c5", "a");
        run.runner("c6", "a");
        assertThat(started(run.all))
                .doesNotContain(FIRST.task(0).attempt(1), FIRST.task(1).attempt(1));
        assertThat(run.scheduler.bounds(SECOND)).contains(bounds);
    }

    @Test
    void takesTheSamplesInTheOrderOfTheTasks() {
        SchedulerHarness one = withRunners(ranged(largeSplits(3, "a")));
        SchedulerHarness other = withRunners(ranged(largeSplits(3, "a")));
        for (int task = 0; task < 3; task++) {
            one.succeed(FIRST.task(task).attempt(0));
            other.succeed(FIRST.task(2 - task).attempt(0));
        }
        assertThat(one.scheduler.bounds(SECOND)).isPresent().isEqualTo(other.scheduler.bounds(SECOND));
    }

    @Test
    void dividesAKeyOfManyRowsAmongNeighbouringTasks() {
        RangeBounds bounds =
                RangeChoice.of(List.of(TestJobs.sample(10, "a", "b", "k", "k", "k", "k", "k", "k", "x", "y")), 4);
        long[] bytes = {10, 120, 20};
        List<ShuffleTasks.Producer> producers =
                List.of(new ShuffleTasks.Producer(FIRST, 3), new ShuffleTasks.Producer(SECOND, 1));
        OneKeyPartitions oneKey = new OneKeyPartitions(bounds, (producer, task, partition) -> producer == 0 ? 40 : 0);

        assertThat(ShuffleTasks.plan(producers, bytes, 1, 40, Optional.of(oneKey)))
                .containsExactly(
                        input(0, 0, 3, true),
                        input(1, 0, 1, false),
                        input(1, 1, 2, false),
                        input(1, 2, 3, false),
                        input(2, 0, 3, true));
    }

    private static TaskInput input(int partition, int from, int to, boolean andSecond) {
        TaskInput.Portion first = new TaskInput.Portion(FIRST, List.of(new TaskInput.Slice(partition, from, to)));
        TaskInput.Portion second = new TaskInput.Portion(SECOND, List.of(new TaskInput.Slice(partition, 0, 1)));
        return new TaskInput.OfShuffle(andSecond ? List.of(first, second) : List.of(first));
    }
}
