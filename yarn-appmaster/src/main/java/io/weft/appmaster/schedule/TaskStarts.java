package io.weft.appmaster.schedule;

import io.weft.protocol.Assignment;
import io.weft.stage.AttemptId;
import java.util.List;

/** Keeps slots busy: plans, gives free slots to tasks that wait, asks for containers for the others. */
final class TaskStarts {
    /** How often slots are looked at again that were free before. */
    private static final long LOOK_MILLIS = 50;

    private final JobRun job;
    private final RunnerPool pool;
    private final ContainerDemand demand;
    private final Placement placement;
    private final Speculation speculation;
    private final Hosts hosts;
    private final RemoteRule remote;
    private int waiting;
    private long lookedMillis = -LOOK_MILLIS;

    TaskStarts(
            JobRun job,
            RunnerPool pool,
            ContainerDemand demand,
            Placement placement,
            Speculation speculation,
            Hosts hosts) {
        this.job = job;
        this.pool = pool;
        this.demand = demand;
        this.placement = placement;
        this.speculation = speculation;
        this.hosts = hosts;
        this.remote = new RemoteRule(hosts, pool, demand);
    }

    void start(long nowMillis, List<Command> commands) {
        List<WaitingTasks> queues = job.offered();
        demand.waiting(queues, speculation.wanted().size());
        boolean changed = placement.replan(queues, demand, nowMillis);
        int before = queues.stream().mapToInt(WaitingTasks::size).sum();
        if (pool.free() > 0 && before > 0) {
            List<FreeSlot> slots = slots(changed || before > waiting, nowMillis);
            for (Placement.Match match : placement.match(slots, queues, nowMillis)) {
                start(match.task(), match.slot(), nowMillis, commands);
            }
        }
        waiting = queues.stream().mapToInt(WaitingTasks::size).sum();
        startRivals(nowMillis, commands);
        demand.waiting(queues, speculation.wanted().size());
        if (demand.adjust(queues, placement.plan(), nowMillis, commands)) {
            placement.outdate();
        }
    }

    /** The slots to look at: those that are free since the last time, and every now and then, or when tasks have changed, all. */
    private List<FreeSlot> slots(boolean all, long nowMillis) {
        if (!all && nowMillis - lookedMillis < LOOK_MILLIS) {
            return pool.newlyFreeSlots();
        }
        lookedMillis = nowMillis;
        return pool.freeSlots();
    }

    private void startRivals(long nowMillis, List<Command> commands) {
        for (TaskRun task : speculation.wanted()) {
            FreeSlot slot = Speculation.slotFor(task, pool.freeSlots());
            if (slot != null) {
                start(task, slot, nowMillis, commands);
            }
        }
    }

    private void start(TaskRun task, FreeSlot slot, long nowMillis, List<Command> commands) {
        Locality locality = hosts.locality(task.inputHosts(), slot);
        AttemptId attempt =
                job.stage(task.id().stage()).start(task, slot, locality, remote.reason(task, locality), nowMillis);
        pool.take(slot, attempt);
        commands.add(new Command.Assign(slot.container(), new Assignment(attempt, task.input())));
    }
}
