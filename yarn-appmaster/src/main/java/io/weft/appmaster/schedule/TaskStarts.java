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

    TaskStarts(JobRun job, RunnerPool pool, ContainerDemand demand, Placement placement) {
        this.job = job;
        this.pool = pool;
        this.demand = demand;
        this.placement = placement;
    }

    void start(long nowMillis, List<Command> commands) {
        List<WaitingTasks> queues = job.offered();
        demand.waiting(queues);
        placement.replan(queues, demand, nowMillis);
        if (pool.free() > 0) {
            for (Placement.Match match : placement.match(pool.freeSlots(), queues, nowMillis)) {
                TaskRun task = match.task();
                FreeSlot slot = match.slot();
                AttemptId attempt = job.stage(task.id().stage()).start(task, slot, match.locality(), nowMillis);
                pool.take(slot, attempt);
                commands.add(new Command.Assign(slot.container(), new Assignment(attempt, task.input())));
            }
        }
        if (demand.adjust(queues, placement.plan(), nowMillis, commands)) {
            placement.outdate();
        }
    }
}
