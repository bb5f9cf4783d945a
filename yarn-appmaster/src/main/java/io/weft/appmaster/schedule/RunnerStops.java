package io.weft.appmaster.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends the runners for which no task can be left, apart from those that have outputs to serve. */
final class RunnerStops {
    private final JobRun job;
    private final RunnerPool pool;
    private final Losses losses;
    private final Speculation speculation;
    private final int maxSlots;

    RunnerStops(JobRun job, RunnerPool pool, Losses losses, Speculation speculation, SchedulerSettings settings) {
        this.job = job;
        this.pool = pool;
        this.losses = losses;
        this.speculation = speculation;
        this.maxSlots = settings.maxSlots();
    }

    /** Gives no more work to a runner that has to go, and ends it when it has finished what it has. */
    void drain(Runner runner, long nowMillis, List<Command> commands) {
        if (runner.state() instanceof Runner.Live) {
            pool.drain(runner);
        } else {
            stop(runner, nowMillis, commands);
        }
    }

    void drainHost(String host, long nowMillis, List<Command> commands) {
        for (Runner runner : pool.all()) {
            if (runner.container().host().equals(host)) {
                drain(runner, nowMillis, commands);
            }
        }
    }

    void stopUnneeded(long nowMillis, List<Command> commands) {
        for (Runner runner : pool.drained()) {
            if (runner.isIdle() && !isLastServer(runner)) {
                stop(runner, nowMillis, commands);
            }
        }
        int useful = Math.min(maxSlots, job.mostTasksLeft() + speculation.rivals());
        if (pool.slots() <= useful) {
            return;
        }
        List<Runner> unused = pool.idle(pool.slots() - useful, runner -> !isLastServer(runner));
        if (pool.starting() > 0) {
            unused.addAll(startingInVain());
        }
        for (Runner runner : unused) {
            if (pool.slots() - pool.slots(runner) >= useful && !isLastServer(runner)) {
                stop(runner, nowMillis, commands);
            }
        }
    }

    /** Those that start on hosts that no task waits for which another one could not take. */
    private List<Runner> startingInVain() {
        List<WaitingTasks> queues = job.offered();
        Set<TaskRun> claimed = new HashSet<>();
        List<Runner> inVain = new ArrayList<>();
        for (Runner runner : pool.startingRunners()) {
            if (!claim(runner, queues, claimed)) {
                inVain.add(runner);
            }
        }
        return inVain;
    }

    /** Marks as many tasks as the runner can take on its host; false where there is none. */
    private boolean claim(Runner runner, List<WaitingTasks> queues, Set<TaskRun> claimed) {
        int left = pool.slots(runner);
        for (WaitingTasks queue : queues) {
            for (TaskRun task : queue.on(runner.container().host())) {
                left -= claimed.add(task) ? 1 : 0;
                if (left == 0) {
                    return true;
                }
            }
        }
        return left < pool.slots(runner);
    }

    void stopAll(long nowMillis, List<Command> commands) {
        pool.all().forEach(runner -> stop(runner, nowMillis, commands));
    }

    private boolean isLastServer(Runner runner) {
        return runner.state() instanceof Runner.Live live
                && pool.servers(live.host()) == 1
                && job.needsRunnerOn(live.host());
    }

    private void stop(Runner runner, long nowMillis, List<Command> commands) {
        if (runner.state() instanceof Runner.Live live) {
            pool.stopping(runner, nowMillis);
            commands.add(new Command.StopRunner(runner.container().id()));
            losses.serverGone(live.host(), nowMillis);
        } else if (runner.state() instanceof Runner.Starting) {
            pool.remove(runner.container().id());
            commands.add(new Command.Release(runner.container()));
        }
    }
}
