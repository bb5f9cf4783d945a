package io.weft.appmaster.schedule;

import java.util.List;
import java.util.function.Predicate;

/** Chooses which free slot takes which waiting task. */
interface Placement {
    /**
     * Matches slots and tasks, each at most once; a slot may stay free to wait for its own data, a task for its host.
     *
     * @param queues the waiting tasks by stage, the earlier stages first
     * @param mayOffer whether a slot may come to be on a host: it has a runner, or one is on its way
     */
    List<Match> match(List<FreeSlot> slots, List<WaitingTasks> queues, Predicate<String> mayOffer, long nowMillis);

    /** A task for a slot. */
    record Match(FreeSlot slot, TaskRun task, Locality locality) {}
}
