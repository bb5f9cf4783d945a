package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.appmaster.cluster.Container;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.JobState;
import io.weft.protocol.ShuffleLocation;
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
    private int commits;
    private int finishes;

    SchedulerInvariants(Scheduler scheduler, SchedulerSettings settings, Event.JobPlanned job) {
        this.scheduler = scheduler;
        this.settings = settings;
        this.job = job;
    }

    private static final class Held {
        final Set<AttemptId> busy = new HashSet<>();
        int slots;
        boolean stopped;
    }

    /** To be called with each event, or null for the passing of time, and the scheduler's answer to it. */
    void check(@Nullable Event event, List<Command> commands) {
        boolean wasOver = finishes > 0;
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
        if (event != null && !(event instanceof Event.RunnerPolled)) {
            checkWinners();
        }
    }

    private void note(Event event) {
        if (event instanceof Event.ContainerGranted granted) {
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

    private boolean free(String container, AttemptId attempt) {
        Held runner = held.get(container);
        return runner != null && runner.busy.remove(attempt);
    }

    private void checkWinners() {
        for (JobFacts.StageFacts stage : scheduler.facts().stages()) {
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
        return scheduler.facts().stages().get(id.number());
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
                        .allSatisfy(attempt -> assertThat(attempt.start().remote().isPresent())
                                .as("%s has a reason to be away from its data", attempt)
                                .isEqualTo(attempt.start().locality() != Locality.SAME_HOST));
            }
        }
    }

    @Override
    public void request(Command.Request request) {
        assertThat(asked.add(request.request().number())).as("a new number").isTrue();
        open.add(request.request().number());
    }

    @Override
    public void withdraw(Command.Withdraw withdraw) {
        assertThat(open.remove(withdraw.request().number())).as("an open ask").isTrue();
    }

    @Override
    public void launch(Command.Launch launch) {
        assertThat(launched.add(launch.container().id())).as("launched once").isTrue();
        held.put(launch.container().id(), new Held());
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
