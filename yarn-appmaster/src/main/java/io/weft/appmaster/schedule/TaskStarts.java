package io.weft.appmaster.schedule;

import io.weft.protocol.Assignment;
import io.weft.stage.AttemptId;
import java.util.List;

/** Keeps slots busy: plans, gives free slots to tasks that wait, asks for containers for the others. */
final class TaskStarts {
    private final JobRun job;
    private final RunnerPool pool;
    private final ContainerDemand demand;
    private final Placement placement;
    private final RemoteRule remote;

    TaskStarts(JobRun job, RunnerPool pool, ContainerDemand demand, Placement placement, RemoteRule remote) {
        this.job = job;
        this.pool = pool;
        this.demand = demand;
        this.placement = placement;
        this.remote = remote;
    }

    void start(long nowMillis, List<Command> commands) {
        List<WaitingTasks> queues = job.offered();
        demand.waiting(queues);
        placement.replan(queues, demand, nowMillis);
        if (pool.free() > 0) {
            for (Placement.Match match : placement.match(pool.freeSlots(), queues, nowMillis)) {
                start(match, nowMillis, commands);
            }
        }
        if (demand.adjust(queues, placement.plan(), nowMillis, commands)) {
            placement.outdate();
        }
    }

    private void start(Placement.Match match, long nowMillis, List<Command> commands) {
        TaskRun task = match.task();
        FreeSlot slot = match.slot();
        AttemptId attempt = job.stage(task.id().stage())
                .start(task, slot, match.locality(), remote.reason(task, match.locality()), nowMillis);
        pool.take(slot, attempt);
        commands.add(new Command.Assign(slot.container(), new Assignment(attempt, task.input())));
    }
}
