package io.weft.appmaster.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives each slot the first task whose data is on its host, then one whose data is nowhere in particular, then one whose own
 * hosts offer no slot. A task whose hosts do offer slots goes elsewhere, to its rack first, when both it and the slot have
 * waited for the locality wait. A task goes to a host where it has failed only after the wait and when no other slot is free.
 */
final class HostFirstPlacement implements Placement {
    private final long waitMillis;
    private final Hosts hosts;

    HostFirstPlacement(long waitMillis, Hosts hosts) {
        this.waitMillis = waitMillis;
        this.hosts = hosts;
    }

    @Override
    public List<Match> match(
            List<FreeSlot> slots, List<WaitingTasks> queues, Predicate<String> mayOffer, long nowMillis) {
        Round round = new Round(slots);
        for (WaitingTasks queue : queues) {
            round.fill(slot -> first(queue.on(slot.host()), round));
        }
        for (WaitingTasks queue : queues) {
            round.fill(slot -> firstElsewhere(queue.anywhere(), slot, round));
        }
        if (round.hasFreeSlots()) {
            Map<String, Boolean> offers = new HashMap<>();
            List<TaskRun> stranded = new ArrayList<>();
            List<TaskRun> patient = new ArrayList<>();
            for (WaitingTasks queue : queues) {
                for (TaskRun task : queue.choosy()) {
                    if (task.wantedHosts().stream().noneMatch(host -> offers.computeIfAbsent(host, mayOffer::test))) {
                        stranded.add(task);
                    } else if (waited(task, nowMillis)) {
                        patient.add(task);
                    }
                }
            }
            round.fill(slot -> firstElsewhere(stranded, slot, round));
            round.fill(
                    slot -> nowMillis - slot.sinceMillis() >= waitMillis ? firstElsewhere(patient, slot, round) : null);
        }
        for (WaitingTasks queue : queues) {
            round.fill(slot -> firstAfterFailure(queue, slot, nowMillis, round));
        }
        return round.matches;
    }

    private static @Nullable TaskRun first(Collection<TaskRun> tasks, Round round) {
        for (TaskRun task : tasks) {
            if (!round.taken.contains(task)) {
                return task;
            }
        }
        return null;
    }

    private @Nullable TaskRun firstElsewhere(Collection<TaskRun> tasks, FreeSlot slot, Round round) {
        TaskRun first = null;
        for (TaskRun task : tasks) {
            if (!round.taken.contains(task) && !task.hasFailedOn(slot.host())) {
                if (task.inputHosts().isEmpty() || hosts.locality(task.inputHosts(), slot) == Locality.SAME_RACK) {
                    return task;
                }
                first = first == null ? task : first;
            }
        }
        return first;
    }

    private @Nullable TaskRun firstAfterFailure(WaitingTasks queue, FreeSlot slot, long nowMillis, Round round) {
        for (Collection<TaskRun> tasks : List.of(queue.anywhere(), queue.choosy())) {
            for (TaskRun task : tasks) {
                if (!round.taken.contains(task) && task.hasFailedOn(slot.host()) && waited(task, nowMillis)) {
                    return task;
                }
            }
        }
        return null;
    }

    private boolean waited(TaskRun task, long nowMillis) {
        return task.state() instanceof TaskState.Waiting waiting && nowMillis - waiting.sinceMillis() >= waitMillis;
    }

    /** The matches of one call so far, and the slots that are left. */
    private final class Round {
        private final List<FreeSlot> free;
        private final Set<TaskRun> taken = new LinkedHashSet<>();
        private final List<Match> matches = new ArrayList<>();

        Round(List<FreeSlot> slots) {
            this.free = new ArrayList<>(slots);
        }

        boolean hasFreeSlots() {
            return !free.isEmpty();
        }

        void fill(Function<FreeSlot, @Nullable TaskRun> choice) {
            for (Iterator<FreeSlot> left = free.iterator(); left.hasNext(); ) {
                FreeSlot slot = left.next();
                TaskRun task = choice.apply(slot);
                if (task != null) {
                    taken.add(task);
                    matches.add(new Match(slot, task, hosts.locality(task.inputHosts(), slot)));
                    left.remove();
                }
            }
        }
    }
}
