package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.JobState;
import io.weft.protocol.RangeBounds;
import io.weft.protocol.ShuffleLocation;
import io.weft.protocol.StageProgress;
import io.weft.stage.AttemptId;
import io.weft.stage.StageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides all that is decided about one running job. It is told what has happened and answers with what shall be done; it acts
 * on nothing itself. One thread uses it; time comes in as an argument and never runs backwards.
 */
public final class Scheduler {
    private final SchedulerSettings settings;
    private final HostExclusion exclusion = new HostExclusion();
    private final JobRun job = new JobRun();
    private final Speculation speculation = new Speculation(job);
    private final RunnerPool pool;
    private final ContainerDemand demand;
    private final RetryRule retry;
    private final Losses losses;
    private final TaskStarts starts;
    private final RunnerStops stops;
    private final ClusterEvents cluster;
    private final ShuffleLocations locations;

    private JobState state = JobState.RUNNING;
    private @Nullable Failure failure;
    private int lateEvents;

    public Scheduler(SchedulerSettings settings) {
        this.settings = settings;
        Hosts hosts = new Hosts(exclusion);
        this.pool = new RunnerPool(settings);
        this.demand = new ContainerDemand(settings, pool, hosts);
        this.retry = new RetryRule(settings.maxAttempts());
        this.losses = new Losses(job, pool, retry, exclusion, hosts);
        Placement placement = new Placement(settings.localityWaitMillis(), hosts);
        this.starts = new TaskStarts(job, pool, demand, placement, speculation, hosts);
        this.stops = new RunnerStops(job, pool, losses, speculation, settings);
        this.cluster = new ClusterEvents(pool, hosts, exclusion, demand, placement, losses, stops);
        this.locations = new ShuffleLocations(job, pool);
    }

    /** Takes an event in; gives what shall be done, in this order. */
    public List<Command> on(Event event, long nowMillis) {
        Step step = new Step(nowMillis);
        event.accept(step);
        if (!(event instanceof Event.RunnerPolled)) {
            step.decide();
        }
        return step.commands;
    }

    /** To be called every now and then, so that silence and waits are noticed. */
    public List<Command> timePassed(long nowMillis) {
        Step step = new Step(nowMillis);
        step.giveUpOverdue();
        step.decide();
        return step.commands;
    }

    public JobState state() {
        return state;
    }

    /** Why the job has failed or was killed. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the job holds this container; whoever calls from another one shall end itself. */
    public boolean holds(String container) {
        return pool.find(container) != null;
    }

    /** How many runners are ready for work or at work. */
    public int runners() {
        return pool.live();
    }

    /** How far the stages are, in their order; none before the job is planned. */
    public List<StageProgress> progress() {
        return job.progress();
    }

    /** Whether an attempt may commit what it has written by a committer of its output's own: one attempt of a task at a time. */
    public boolean mayCommit(AttemptId attempt) {
        return job.task(attempt).mayCommit(attempt);
    }

    public JobFacts facts() {
        return JobFacts.of(job, state, pool.seen(), lateEvents);
    }

    /** The bounds by which a stage divides its rows by ranges, once they are chosen; they never change then. */
    public Optional<RangeBounds> bounds(StageId stage) {
        return job.isPlanned() ? job.stage(stage).bounds() : Optional.empty();
    }

    /** The number of a stage's tasks; 0 as long as it is not known. */
    public int tasks(StageId stage) {
        return job.stage(stage).tasks().size();
    }

    /**
     * Where the outputs of a stage's tasks are, in the order of the tasks.
     *
     * @param firstTask the first task asked for
     * @param most locations, at most; fewer come where the stage has no more tasks, and where the output of the next one is
     *     lost and being made again: a reader that needs it fails for now, blaming nobody
     */
    public List<ShuffleLocation> locations(StageId producer, int firstTask, int most) {
        return locations.of(producer, firstTask, most);
    }

    /** One event, or the passing of time, worked through to its commands. */
    private final class Step implements Event.Visitor {
        private final long nowMillis;
        private final List<Command> commands = new ArrayList<>();

        Step(long nowMillis) {
            this.nowMillis = nowMillis;
        }

        @Override
        public void jobPlanned(Event.JobPlanned planned) {
            if (state != JobState.RUNNING || job.isPlanned()) {
                ignoreLate();
                return;
            }
            job.plan(planned.stages(), planned.splits(), nowMillis);
        }

        @Override
        public void hostsReported(Event.HostsReported report) {
            cluster.hostsReported(report, nowMillis, commands);
        }

        @Override
        public void containerGranted(Event.ContainerGranted granted) {
            if (!cluster.granted(granted, nowMillis, commands)) {
                ignoreLate();
            }
        }

        @Override
        public void containersReclaimed(Event.ContainersReclaimed reclaimed) {
            cluster.reclaimed(reclaimed, nowMillis, commands);
        }

        @Override
        public void containerEnded(Event.ContainerEnded ended) {
            Runner runner = pool.remove(ended.end().container());
            if (runner == null) {
                ignoreLate();
                return;
            }
            endIf(cluster.gone(runner, ended.end(), nowMillis));
        }

        @Override
        public void runnerRegistered(Event.RunnerRegistered registered) {
            Runner runner = pool.find(registered.container());
            if (runner == null) {
                ignoreLate();
                return;
            }
            runner.heard(nowMillis);
            int slots = Math.min(registered.slots(), settings.slotsPerRunner());
            pool.registered(
                    runner,
                    new Runner.Live(registered.host(), slots, registered.servicePort(), registered.runnerPort()),
                    nowMillis);
        }

        @Override
        public void runnerPolled(Event.RunnerPolled polled) {
            Runner runner = pool.find(polled.container());
            if (runner == null) {
                ignoreLate();
                return;
            }
            runner.heard(nowMillis);
            for (AttemptReport report : polled.running()) {
                if (runner.taken().contains(report.attempt())) {
                    job.task(report.attempt()).counted(report.attempt(), report.counters());
                }
            }
        }

        @Override
        public void attemptSucceeded(Event.AttemptSucceeded succeeded) {
            AttemptReport.Succeeded report = succeeded.report();
            AttemptId attempt = report.attempt();
            Runner.Live live = freeSlotOf(succeeded.container(), attempt);
            if (live == null || !job.isRunning(attempt)) {
                ignoreLate();
                return;
            }
            StageRun stage = job.stageOf(attempt);
            String flaw = stage.flaw(report);
            if (flaw != null) {
                Failure internal = new Failure(
                        ErrorCode.INTERNAL, "[%s] Cannot use what the attempt has made: %s".formatted(attempt, flaw));
                endIf(losses.attemptFailed(attempt, report.counters(), internal, nowMillis));
                return;
            }
            AttemptOutput output = new AttemptOutput(
                    live.host(),
                    live.servicePort(),
                    report.sizes(),
                    report.files(),
                    report.badRows(),
                    stage.thinned(report.sample()));
            List<AttemptId> rivals = stage.succeeded(attempt, report.counters(), output, nowMillis);
            rivals.forEach(this::kill);
            retry.attemptSucceeded();
            exclusion.succeeded(job.start(attempt).host());
            endIf(BadRowLimit.excess(stage));
        }

        @Override
        public void attemptFailed(Event.AttemptFailed failed) {
            AttemptReport.Failed report = failed.report();
            Runner.Live live = freeSlotOf(failed.container(), report.attempt());
            if (live == null || !job.isRunning(report.attempt())) {
                ignoreLate();
                return;
            }
            report.blamed().ifPresent(blamed -> losses.outputBlamed(blamed, report.attempt(), nowMillis));
            endIf(losses.attemptFailed(report.attempt(), report.counters(), report.failure(), nowMillis));
        }

        @Override
        public void killRequested(Event.KillRequested requested) {
            endOnRequest(JobState.KILLED, requested.failure());
        }

        @Override
        public void jobFailed(Event.JobFailed failed) {
            endOnRequest(JobState.FAILED, failed.failure());
        }

        @Override
        public void commitFinished(Event.CommitFinished finished) {
            if (state != JobState.COMMITTING) {
                ignoreLate();
                return;
            }
            finish(JobState.SUCCEEDED, null);
        }

        @Override
        public void commitFailed(Event.CommitFailed failed) {
            if (state != JobState.COMMITTING) {
                ignoreLate();
                return;
            }
            finish(JobState.FAILED, failed.failure());
        }

        /**
         * The one place for events that no longer matter: about containers that are gone, attempts that are over, told a
         * second time, or after the decision that they would have changed.
         */
        private void ignoreLate() {
            lateEvents++;
        }

        /** Frees the slot of an attempt whose end was reported; null where its runner no longer had it. */
        private Runner.@Nullable Live freeSlotOf(String container, AttemptId attempt) {
            Runner runner = pool.find(container);
            if (runner == null) {
                return null;
            }
            runner.heard(nowMillis);
            return pool.free(runner, attempt, nowMillis) && runner.state() instanceof Runner.Live live ? live : null;
        }

        private void kill(AttemptId attempt) {
            commands.add(new Command.KillAttempt(job.start(attempt).container(), attempt));
        }

        /** Looks at the whole once more and decides what follows. */
        void decide() {
            if (state != JobState.RUNNING || !job.isPlanned()) {
                return;
            }
            job.planFedStages(settings, nowMillis);
            job.chooseRanges(settings);
            job.killUnneeded(nowMillis).forEach(this::kill);
            if (job.isComplete()) {
                commit();
                return;
            }
            cluster.exclude(nowMillis, commands);
            speculation.look(nowMillis);
            starts.start(nowMillis, commands);
            stops.stopUnneeded(nowMillis, commands);
        }

        /** Runners that have been silent for too long are lost. */
        void giveUpOverdue() {
            for (Runner runner : pool.overdue(nowMillis)) {
                String container = runner.container().id();
                if (pool.remove(container) != null) {
                    commands.add(new Command.Release(runner.container()));
                    String said = "its runner was silent for %d ms".formatted(nowMillis - runner.heardMillis());
                    ContainerEnd end = new ContainerEnd(container, ContainerEnd.Reason.LOST, 0, said);
                    endIf(cluster.gone(runner, end, nowMillis));
                }
            }
        }

        private void commit() {
            state = JobState.COMMITTING;
            demand.withdrawAll(commands);
            stops.stopAll(nowMillis, commands);
            commands.add(new Command.Commit(job.winners(), job.badRows()));
        }

        /** Ends the job before its commit; later than that, the commit alone decides. */
        private void endOnRequest(JobState how, Failure why) {
            if (state != JobState.RUNNING) {
                ignoreLate();
                return;
            }
            demand.withdrawAll(commands);
            finish(how, why);
        }

        private void endIf(@Nullable Failure last) {
            if (last != null && state == JobState.RUNNING) {
                demand.withdrawAll(commands);
                finish(JobState.FAILED, last);
            }
        }

        private void finish(JobState how, @Nullable Failure why) {
            state = how;
            failure = why;
            job.killAll(nowMillis);
            for (Runner runner : pool.all()) {
                pool.remove(runner.container().id());
                commands.add(new Command.Release(runner.container()));
            }
            commands.add(new Command.Finish(how, Optional.ofNullable(why)));
        }
    }
}
