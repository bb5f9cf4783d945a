package io.weft.appmaster.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which free slot takes which waiting task, late: when the slot is there. A slot first takes what the plan has for its
 * host, then any task whose data is there; then a task whose data is nowhere in particular; then one that the plan has found no host
 * for, its rack's first. A task that is planned for another host goes elsewhere when both it and the slot have waited for the
 * locality wait, and one goes to a host where it has failed only after the wait and when no other slot is free.
 */
final class Placement {
    /** Tasks that want a host and are looked at for one that no other host is planned for, at most. */
    private static final int MOST_LOOKED_AT = 16;
    /** Tasks for which planning takes about a millisecond: it is not done again sooner than in a hundred times that. */
    private static final int TASKS_PER_MILLI = 100;

    private final long waitMillis;
    private final Hosts hosts;
    private PlacementPlan plan = PlacementPlan.NONE;
    private boolean outdated;
    private List<WaitingTasks> plannedFor = List.of();
    private long plannedQueued;
    private long plannedMillis;
    private int plannedTasks;

    Placement(long waitMillis, Hosts hosts) {
        this.waitMillis = waitMillis;
        this.hosts = hosts;
    }

    /** A task for a slot. */
    record Match(FreeSlot slot, TaskRun task) {}

    PlacementPlan plan() {
        return plan;
    }

    /** Something has changed that the plan rests on. */
    void outdate() {
        outdated = true;
    }

    /** Plans again where that is due; gives whether it was. */
    boolean replan(List<WaitingTasks> queues, PlacementPlan.Supply supply, long nowMillis) {
        long queued = queues.stream().mapToLong(WaitingTasks::choosyQueued).sum();
        boolean same = queued == plannedQueued && queues.equals(plannedFor);
        if ((!outdated && same) || nowMillis - plannedMillis < plannedTasks / TASKS_PER_MILLI) {
            return false;
        }
        List<TaskRun> tasks = new ArrayList<>();
        queues.forEach(queue -> tasks.addAll(queue.choosy()));
        plan = tasks.isEmpty() ? PlacementPlan.NONE : PlacementPlan.of(tasks, supply);
        outdated = false;
        plannedFor = queues;
        plannedQueued = queued;
        plannedMillis = nowMillis;
        plannedTasks = tasks.size();
        return true;
    }

    /**
     * Matches slots and tasks, each at most once; a slot may stay free to wait for its own data, a task for its host.
     *
     * @param queues the waiting tasks by stage, the earlier stages first
     */
    List<Match> match(List<FreeSlot> slots, List<WaitingTasks> queues, long nowMillis) {
        if (slots.isEmpty() || queues.isEmpty()) {
            return List.of();
        }
        Round round = new Round(slots, queues, nowMillis);
        round.fill(round::local);
        round.fill(round::anywhere);
        round.fill(round::unplaced);
        round.fill(round::patient);
        round.fill(round::afterFailure);
        return round.matches;
    }

    /** The matches of one call so far, and the slots that are left. */
    private final class Round {
        private List<FreeSlot> free;
        private final List<WaitingTasks> queues;
        private final long nowMillis;
        private final Set<TaskRun> taken = new HashSet<>();
        private final List<Match> matches = new ArrayList<>();
        /** The first tasks of each stage that want no host. */
        private final List<Deque<TaskRun>> hostless;

        Round(List<FreeSlot> slots, List<WaitingTasks> queues, long nowMillis) {
            this.free = slots;
            this.queues = queues;
            this.nowMillis = nowMillis;
            this.hostless = queues.stream().map(this::firstHostless).toList();
        }

        void fill(Function<FreeSlot, @Nullable TaskRun> choice) {
            List<FreeSlot> left = new ArrayList<>();
            for (FreeSlot slot : free) {
                TaskRun task = choice.apply(slot);
                if (task == null) {
                    left.add(slot);
                } else {
                    taken.add(task);
                    matches.add(new Match(slot, task));
                }
            }
            free = left;
        }

        @Nullable TaskRun local(FreeSlot slot) {
            TaskRun planned = plan.next(slot.host(), this::waits);
            if (planned != null) {
                return planned;
            }
            TaskRun first = null;
            int looked = 0;
            for (WaitingTasks queue : queues) {
                for (TaskRun task : queue.on(slot.host())) {
                    if (!taken.contains(task)) {
                        if (plan.isUnplaced(task)) {
                            return task;
                        }
                        first = first == null ? task : first;
                    }
                    if (++looked == MOST_LOOKED_AT) {
                        return first;
                    }
                }
            }
            return first;
        }

        @Nullable TaskRun anywhere(FreeSlot slot) {
            for (Deque<TaskRun> tasks : hostless) {
                for (TaskRun task : tasks) {
                    if (!task.hasFailedOn(slot.host())) {
                        tasks.removeFirstOccurrence(task);
                        return task;
                    }
                }
            }
            return null;
        }

        /** As many tasks that want no host as there are slots; some that have failed may not fit. */
        private Deque<TaskRun> firstHostless(WaitingTasks queue) {
            Deque<TaskRun> first = new ArrayDeque<>();
            for (TaskRun task : queue.anywhere()) {
                if (first.size() == free.size() + MOST_LOOKED_AT) {
                    break;
                }
                first.add(task);
            }
            return first;
        }

        @Nullable TaskRun unplaced(FreeSlot slot) {
            return plan.nextElsewhere(
                    this::waits,
                    task -> !task.hasFailedOn(slot.host()),
                    task -> hosts.locality(task.inputHosts(), slot) == Locality.SAME_RACK);
        }

        @Nullable TaskRun patient(FreeSlot slot) {
            return nowMillis - slot.sinceMillis() < waitMillis
                    ? null
                    : plan.nextOfLongest(this::waits, task -> waited(task) && !task.hasFailedOn(slot.host()));
        }

        @Nullable TaskRun afterFailure(FreeSlot slot) {
            for (WaitingTasks queue : queues) {
                for (TaskRun task : queue.retried()) {
                    if (!taken.contains(task) && waited(task)) {
                        return task;
                    }
                }
            }
            return null;
        }

        /** Whether a task still wants a slot, and may have one. */
        private boolean waits(TaskRun task) {
            return !taken.contains(task) && queues.stream().anyMatch(queue -> queue.contains(task));
        }

        private boolean waited(TaskRun task) {
            return task.state() instanceof TaskState.Waiting waiting && nowMillis - waiting.sinceMillis() >= waitMillis;
        }
    }
}
