package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.HostRoom;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.JobState;
import io.weft.protocol.ShuffleLocation;
import io.weft.protocol.StageProgress;
import io.weft.stage.AttemptId;
import io.weft.stage.StageId;
import io.weft.stage.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of a scheduler after each event, whatever happens. Keeps its own book of what it was told and said. */
final class SchedulerInvariants implements Command.Visitor {
    private final Scheduler scheduler;
    private final SchedulerSettings settings;
    private final Event.JobPlanned job;

    private final Set<Long> asked = new HashSet<>();
    private final Set<Long> open = new HashSet<>();
    private final Set<String> launched = new HashSet<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Set<AttemptId> assigned = new HashSet<>();
    private final Map<AttemptId, AttemptReport.Succeeded> successes = new HashMap<>();
    private final Set<Long> onHosts = new HashSet<>();
    private final Set<String> excluded = new HashSet<>();
    private @Nullable JobFacts facts;
    private int hosts;
    private long movedMillis;
    private int commits;
    private int finishes;

    SchedulerInvariants(Scheduler scheduler, SchedulerSettings settings, Event.JobPlanned job) {
        this.scheduler = scheduler;
        this.settings = settings;
        this.job = job;
    }

    private static final class Held {
        final String host;
        final Set<AttemptId> busy = new HashSet<>();
        int slots;
        boolean stopped;
        /** It may get no more work. */
        boolean drained;

        Held(String host) {
            this.host = host;
        }
    }

    /** To be called with each event, or null for the passing of time, and the scheduler's answer to it. */
    void check(@Nullable Event event, List<Command> commands, long nowMillis) {
        if (!commands.isEmpty() || !(event == null || event instanceof Event.RunnerPolled)) {
            movedMillis = nowMillis;
        }
        boolean wasOver = finishes > 0;
        facts = null;
        if (event != null) {
            note(event);
        }
        commands.forEach(command -> command.accept(this));
        if (wasOver) {
            assertThat(commands).allMatch(Command.Release.class::isInstance);
        }
        if (event instanceof Event.ContainerGranted granted) {
            Container container = granted.container();
            boolean answered = commands.contains(new Command.Launch(container))
                    || commands.contains(new Command.Release(container))
                    || launched.contains(container.id());
            assertThat(answered)
                    .as("%s is used or given back at once", container)
                    .isTrue();
        }
        long slots = (long) (open.size() + held.size()) * settings.slotsPerRunner();
        assertThat(slots).as("slots asked for and held").isLessThanOrEqualTo(settings.maxSlots());
        onHosts.retainAll(open);
        assertThat(onHosts)
                .as("asks for single hosts")
                .hasSizeLessThanOrEqualTo(
                        Math.max(ContainerDemand.MOST_HOST_ASKS, hosts / ContainerDemand.HOSTS_PER_ASK));
        assertThat(3 * excluded.size()).as("excluded, of %d hosts", hosts).isLessThanOrEqualTo(hosts);
        facts = null;
        if (event instanceof Event.AttemptSucceeded || event instanceof Event.AttemptFailed) {
            checkWinners();
        }
        if (commands.stream().anyMatch(Command.Request.class::isInstance)) {
            checkDemand();
        }
    }

    private void note(Event event) {
        if (event instanceof Event.HostsReported report) {
            hosts = report.hosts().size();
            report.hosts().stream()
                    .filter(host -> host.state() == HostRoom.State.LEAVING)
                    .forEach(host -> drain(host.host()));
        } else if (event instanceof Event.ContainersReclaimed reclaimed) {
            held.forEach((container, runner) ->
                    runner.drained |= reclaimed.containers().contains(container));
        } else if (event instanceof Event.ContainerGranted granted) {
            open.remove(granted.request());
        } else if (event instanceof Event.ContainerEnded ended) {
            held.remove(ended.end().container());
        } else if (event instanceof Event.RunnerRegistered registered) {
            Held runner = held.get(registered.container());
            if (runner != null) {
                runner.slots = Math.min(registered.slots(), settings.slotsPerRunner());
            }
        } else if (event instanceof Event.AttemptSucceeded succeeded) {
            if (free(succeeded.container(), succeeded.report().attempt())) {
                successes.put(succeeded.report().attempt(), succeeded.report());
            }
        } else if (event instanceof Event.AttemptFailed failed) {
            free(failed.container(), failed.report().attempt());
        }
    }

    private void drain(String host) {
        held.values().forEach(runner -> runner.drained |= runner.host.equals(host));
    }

    private boolean free(String container, AttemptId attempt) {
        Held runner = held.get(container);
        return runner != null && runner.busy.remove(attempt);
    }

    /** Nothing is asked for that no task could use. */
    private void checkDemand() {
        int tasks = 0;
        for (StageProgress stage : scheduler.progress()) {
            tasks += stage.tasks() - stage.succeeded();
        }
        // Each task may have a rival.
        assertThat((open.size() - 1) * settings.slotsPerRunner())
                .as("slots asked for, with %d tasks left", tasks)
                .isLessThanOrEqualTo(2 * tasks);
    }

    /** For how long nothing has happened and nothing was done. */
    long stillMillis(long nowMillis) {
        return finishes > 0 ? 0 : nowMillis - movedMillis;
    }

    private void checkWinners() {
        for (JobFacts.StageFacts stage : facts().stages()) {
            for (JobFacts.TaskFacts task : stage.tasks()) {
                List<AttemptId> winners = winners(task);
                if (winners.size() > 1 || !successes.keySet().containsAll(winners)) {
                    throw new AssertionError("Task %s has the winners %s, of which these have succeeded: %s"
                            .formatted(task.task(), winners, successes.keySet()));
                }
            }
        }
    }

    private static List<AttemptId> winners(JobFacts.TaskFacts task) {
        return task.attempts().stream()
                .filter(attempt -> attempt.outcome() == JobFacts.Outcome.SUCCEEDED)
                .map(attempt -> attempt.start().attempt())
                .toList();
    }

    private JobFacts.StageFacts stage(StageId id) {
        return facts().stages().get(id.number());
    }

    /** As they are after the event that is checked. */
    private JobFacts facts() {
        if (facts == null) {
            facts = scheduler.facts();
        }
        return facts;
    }

    private boolean hasAllWinners(StageId id) {
        return stage(id).tasks().stream().allMatch(task -> winners(task).size() == 1);
    }

    /** To be called for each output that a reader is sent to. */
    void checkRead(TaskId task, ShuffleLocation location) {
        assertThat(location.attempt().task()).isEqualTo(task);
        assertThat(successes).containsKey(location.attempt());
    }

    /** To be called when nothing happens any more. */
    void checkEnd() {
        assertThat(finishes).as("ends of the job").isEqualTo(1);
        assertThat(scheduler.state().isOver()).isTrue();
        assertThat(open).as("asks left open").isEmpty();
        assertThat(held.keySet()).as("containers left").isEmpty();
        if (scheduler.state() == JobState.SUCCEEDED) {
            assertThat(commits).isEqualTo(1);
        }
        for (JobFacts.StageFacts stage : scheduler.facts().stages()) {
            for (JobFacts.TaskFacts task : stage.tasks()) {
                assertThat(task.attempts())
                        .allSatisfy(
                                attempt -> assertThat(attempt.start().remote().isPresent())
                                        .as("%s has a reason to be away from its data", attempt)
                                        .isEqualTo(attempt.start().locality() != Locality.SAME_HOST));
            }
        }
    }

    @Override
    public void request(Command.Request request) {
        assertThat(asked.add(request.request().number())).as("a new number").isTrue();
        open.add(request.request().number());
        if (request.request() instanceof ContainerRequest.OnHost onHost) {
            onHosts.add(onHost.number());
            assertThat(excluded).doesNotContain(onHost.host());
        }
    }

    @Override
    public void withdraw(Command.Withdraw withdraw) {
        assertThat(open.remove(withdraw.request().number())).as("an open ask").isTrue();
    }

    @Override
    public void readmit(Command.Readmit readmit) {
        assertThat(excluded.remove(readmit.host()))
                .as("%s was excluded", readmit.host())
                .isTrue();
    }

    @Override
    public void exclude(Command.Exclude exclude) {
        assertThat(excluded.add(exclude.host()))
                .as("%s was not excluded", exclude.host())
                .isTrue();
        drain(exclude.host());
    }

    @Override
    public void launch(Command.Launch launch) {
        assertThat(launched.add(launch.container().id())).as("launched once").isTrue();
        held.put(launch.container().id(), new Held(launch.container().host()));
        assertThat(excluded).doesNotContain(launch.container().host());
    }

    @Override
    public void release(Command.Release release) {
        held.remove(release.container().id());
    }

    @Override
    public void assign(Command.Assign assign) {
        AttemptId attempt = assign.assignment().attempt();
        Held runner = held.get(assign.container());
        assertThat(runner)
                .as("the runner of %s in %s", attempt, assign.container())
                .isNotNull();
        assertThat(assigned.add(attempt)).as("%s is new", attempt).isTrue();
        if (runner != null) {
            assertThat(runner.stopped).as("%s was stopped", assign.container()).isFalse();
            assertThat(runner.drained)
                    .as("%s was to get no more work", assign.container())
                    .isFalse();
            runner.busy.add(attempt);
            assertThat(runner.busy).hasSizeLessThanOrEqualTo(runner.slots);
        }
        job.stages()
                .stage(attempt.stage())
                .producers()
                .forEach(producer -> assertThat(hasAllWinners(producer))
                        .as("all that %s reads is there", attempt)
                        .isTrue());
    }

    @Override
    public void killAttempt(Command.KillAttempt kill) {
        Held runner = held.get(kill.container());
        assertThat(runner != null && runner.busy.contains(kill.attempt()))
                .as("%s runs", kill.attempt())
                .isTrue();
    }

    @Override
    public void stopRunner(Command.StopRunner stop) {
        Held runner = held.get(stop.container());
        assertThat(runner != null && !runner.stopped)
                .as("%s can be stopped", stop.container())
                .isTrue();
        if (runner != null) {
            runner.stopped = true;
        }
    }

    @Override
    public void commit(Command.Commit commit) {
        commits++;
        assertThat(commits).as("commits").isEqualTo(1);
        for (StageWinners stage : commit.stages()) {
            assertThat(stage.winners()).hasSameSizeAs(stage(stage.stage()).tasks());
            for (int task = 0; task < stage.winners().size(); task++) {
                StageWinners.Winner winner = stage.winners().get(task);
                assertThat(winner.attempt().task()).isEqualTo(stage.stage().task(task));
                AttemptReport.Succeeded report = successes.get(winner.attempt());
                assertThat(report).as("the success of %s", winner.attempt()).isNotNull();
                assertThat(winner.files()).isEqualTo(report == null ? List.of() : report.files());
            }
        }
    }

    @Override
    public void finish(Command.Finish finish) {
        finishes++;
    }
}
