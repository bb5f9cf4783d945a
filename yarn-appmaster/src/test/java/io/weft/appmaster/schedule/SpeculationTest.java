package io.weft.appmaster.schedule;

import static io.weft.appmaster.schedule.SchedulerHarness.only;
import static io.weft.appmaster.schedule.SchedulerHarness.started;
import static io.weft.appmaster.schedule.TestJobs.FIRST;
import static io.weft.appmaster.schedule.TestJobs.scanning;
import static io.weft.appmaster.schedule.TestJobs.splits;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.stage.AttemptId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeculationTest {
    private static final AttemptId SLOW = FIRST.task(3).attempt(0);
    private static final AttemptId RIVAL = FIRST.task(3).attempt(1);

    /** Four tasks, each on a host of its own; three of them are done after two seconds. */
    private static SchedulerHarness withASlowAttempt() {
        SchedulerHarness run = SchedulerHarness.small();
        run.plan(scanning(splits(4)));
        for (int number = 0; number < 4; number++) {
            run.runner("c" + number, "host" + number);
        }
        run.pass(2_000);
        for (int number = 0; number < 3; number++) {
            run.succeed(FIRST.task(number).attempt(0));
            run.end("c" + number, ContainerEnd.Reason.COMPLETED);
        }
        return run;
    }

    private static List<Command> passWithPolls(SchedulerHarness run, long millis) {
        run.poll("c3");
        return run.pass(millis);
    }

    @Test
    void saysThatAnAttemptIsSlowByTheMedianAndTheDistancesFromIt() {
        assertThat(Speculation.slowMillis(new long[] {10_000, 11_000, 9_000, 10_000, 500_000}))
                .isEqualTo(Math.round(10_000 + 4 * 1.4826 * 1_000));
        assertThat(Speculation.slowMillis(new long[] {20_000, 20_000, 20_000}))
                .as("half as long again where all took the same time")
                .isEqualTo(30_000);
        assertThat(Speculation.slowMillis(new long[] {10, 20, 30})).isEqualTo(Speculation.LEAST_MILLIS);
    }

    @Test
    void asksForAContainerAndStartsARivalOnAnotherHost() {
        SchedulerHarness run = withASlowAttempt();
        assertThat(started(passWithPolls(run, 2_000))).isEmpty();
        assertThat(run.asks()).isEmpty();

        passWithPolls(run, 2_000);
        assertThat(run.asks()).hasSize(1);
        assertThat(started(run.runner("c5", "host3"))).as("the same host").isEmpty();
        run.end("c5", ContainerEnd.Reason.PREEMPTED);
        run.pass(100);

        assertThat(started(run.runner("c6", "host6"))).containsExactly(RIVAL);
    }

    @Test
    void takesTheFirstResultAndKillsTheOtherAttempt() {
        SchedulerHarness run = withASlowAttempt();
        passWithPolls(run, 4_000);
        run.runner("c6", "host6");

        List<Command> commands = run.succeed(RIVAL);

        assertThat(only(Command.KillAttempt.class, commands)).containsExactly(new Command.KillAttempt("c3", SLOW));
        assertThat(only(Command.Commit.class, commands)
                        .get(0)
                        .stages()
                        .get(0)
                        .winners()
                        .get(3)
                        .attempt())
                .isEqualTo(RIVAL);
        assertThat(run.succeed(SLOW)).isEmpty();
    }

    @Test
    void startsNoSecondRival() {
        SchedulerHarness run = withASlowAttempt();
        passWithPolls(run, 4_000);
        run.runner("c6", "host6");
        run.poll("c6");

        passWithPolls(run, 4_000);

        assertThat(run.asks()).isEmpty();
    }
}
