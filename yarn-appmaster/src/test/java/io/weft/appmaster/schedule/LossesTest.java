package io.weft.appmaster.schedule;

import static io.weft.appmaster.schedule.SchedulerHarness.only;
import static io.weft.appmaster.schedule.SchedulerHarness.started;
import static io.weft.appmaster.schedule.TestJobs.FIRST;
import static io.weft.appmaster.schedule.TestJobs.SECOND;
import static io.weft.appmaster.schedule.TestJobs.scanning;
import static io.weft.appmaster.schedule.TestJobs.shuffling;
import static io.weft.appmaster.schedule.TestJobs.splits;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.HostRoom;
import io.weft.error.ErrorCode;
import io.weft.protocol.JobState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a job when hosts, containers and outputs go. */
class LossesTest {
    private final SchedulerHarness run = new SchedulerHarness(SchedulerHarness.settings(8, 1));

    private void reportHosts(HostRoom... hosts) {
        run.on(new Event.HostsReported(List.of(hosts), Integer.MAX_VALUE));
    }

    private static HostRoom usable(String host) {
        return new HostRoom(host, "/rack", 4);
    }

    private static HostRoom leaving(String host) {
        return new HostRoom(host, "/rack", 0, HostRoom.State.LEAVING);
    }

    @Test
    void leavesAHostOutWhereThreeTasksHaveFailed() {
        reportHosts(usable("a"), usable("b"), usable("c"));
        run.plan(scanning(splits(3)));
        run.runner("c1", "a");
        run.runner("c2", "a");
        run.runner("c3", "a");
        run.fail(FIRST.task(0).attempt(0), ErrorCode.IO_FAILED);
        run.fail(FIRST.task(1).attempt(0), ErrorCode.IO_FAILED);

        List<Command> commands = run.fail(FIRST.task(2).attempt(0), ErrorCode.IO_FAILED);

        assertThat(commands).contains(new Command.Exclude("a"), new Command.StopRunner("c1"));
        assertThat(run.grant("c4", "a"))
                .hasSize(2)
                .anyMatch(Command.Release.class::isInstance)
                .anyMatch(Command.Request.class::isInstance);
        assertThat(started(run.runner("c5", "b"))).hasSize(1);
    }

    @Test
    void givesNoMoreWorkToAHostThatLeavesAndStopsItsRunnersWhenTheyAreDone() {
        reportHosts(usable("a"), usable("b"));
        run.plan(scanning(splits(3, "a")));
        run.runner("c1", "a");

        reportHosts(leaving("a"), usable("b"));
        List<Command> commands = run.succeed(FIRST.task(0).attempt(0));

        assertThat(started(commands)).isEmpty();
        assertThat(commands).contains(new Command.StopRunner("c1"));
        run.pass(3_000);
        assertThat(started(run.runner("c2", "b"))).hasSize(1);
    }

    @Test
    void stillReadsOutputsFromAHostThatLeaves() {
        reportHosts(usable("a"), usable("b"));
        run.plan(shuffling(splits(1, "a"), 2));
        run.runner("c1", "a");
        run.succeed(FIRST.task(0).attempt(0));

        reportHosts(leaving("a"), usable("b"));

        assertThat(run.scheduler.locations(FIRST, 0, 9)).hasSize(1);
    }

    @Test
    void makesTheOutputsOfALostHostAgainWhileSomebodyNeedsThem() {
        reportHosts(usable("a"), usable("b"));
        run.plan(shuffling(splits(1), 2));
        run.runner("c1", "a");
        run.succeed(FIRST.task(0).attempt(0));
        run.end("c1", ContainerEnd.Reason.LOST);

        reportHosts(usable("b"));

        assertThat(started(run.runner("c2", "b"))).containsExactly(FIRST.task(0).attempt(1));
    }

    @Test
    void leavesTheOutputsOfALostHostAloneWhenAllHaveReadThem() {
        reportHosts(usable("a"), usable("b"));
        run.plan(shuffling(splits(1), 1));
        run.runner("c1", "a");
        run.succeed(FIRST.task(0).attempt(0));
        run.succeed(SECOND.task(0).attempt(0));

        reportHosts(usable("b"));

        assertThat(run.scheduler.state()).isEqualTo(JobState.COMMITTING);
        assertThat(started(run.all)).doesNotContain(FIRST.task(0).attempt(1));
    }

    @Test
    void givesNoMoreWorkToContainersThatTheClusterWantsBack() {
        run.plan(scanning(splits(3)));
        run.runner("c1", "a");

        run.on(new Event.ContainersReclaimed(List.of("c1")));
        List<Command> commands = run.succeed(FIRST.task(0).attempt(0));

        assertThat(started(commands)).isEmpty();
        assertThat(commands).contains(new Command.StopRunner("c1"));
    }

    @Test
    void givesBackAContainerThatIsWantedBeforeItsRunnerIsThere() {
        run.plan(scanning(splits(3)));
        run.grant("c1", "a");

        assertThat(only(Command.Release.class, run.on(new Event.ContainersReclaimed(List.of("c1")))))
                .hasSize(1);
    }

    @Test
    void blamesTheReadersHostWhereItAloneComplainsAboutSeveral() {
        FetchBlame blame = new FetchBlame();

        assertThat(blame.isReadersFault("r", "a")).isFalse();
        assertThat(blame.isReadersFault("r", "a")).isFalse();
        assertThat(blame.isReadersFault("r", "b")).isFalse();
        assertThat(blame.isReadersFault("r", "c")).isTrue();
    }

    @Test
    void blamesTheOutputWhereOthersComplainAboutItsHostToo() {
        FetchBlame blame = new FetchBlame();
        blame.isReadersFault("other", "a");

        blame.isReadersFault("r", "a");
        blame.isReadersFault("r", "b");

        assertThat(blame.isReadersFault("r", "c")).isFalse();
    }

    @Test
    void failsWithTheFirstCauseBesideTheLast() {
        run.plan(scanning(splits(1)));
        for (int attempt = 0; attempt < 4; attempt++) {
            run.runner("c" + attempt, "h" + attempt);
            run.pass(3_000);
            run.failSaying(FIRST.task(0).attempt(attempt), attempt == 0 ? "the disk is gone" : "no such file");
        }

        assertThat(run.scheduler.failure().orElseThrow().message())
                .isEqualTo("[job_0/s0/t0] Cannot finish the task: it has failed 4 time(s), at last on h3: no such file;"
                        + " at first on h0: the disk is gone");
    }
}
