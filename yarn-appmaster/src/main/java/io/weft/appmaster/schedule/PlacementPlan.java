package io.weft.appmaster.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the waiting tasks that want hosts should run, thought through for all of them at once, and the containers that this takes:
 * hosts by a {@link HostCover}, tasks to hosts by a {@link LocalFlow}. Nothing is bound by it. Tasks leave it when they start, and
 * what no longer waits is passed over.
 */
final class PlacementPlan {
    /** Where there is nothing to plan. */
    static final PlacementPlan NONE = new PlacementPlan(0);

    /** The part of its share that a host may take beyond it, so that more tasks run beside their data. */
    private static final int SLACK_FRACTION = 10;
    /** The part of its share that a container counts for beyond it when hosts are chosen: a flow levels that out. */
    private static final int COVER_FRACTION = 2;
    /** Tasks that are looked at for one that fits, at most. */
    private static final int MOST_LOOKED_AT = 32;

    private final Map<String, Deque<TaskRun>> planned = new LinkedHashMap<>();
    private final Deque<TaskRun> elsewhere = new ArrayDeque<>();
    private final Set<TaskRun> unplaced = new HashSet<>();
    private final Deque<String> wanted = new ArrayDeque<>();
    private final int spare;

    private PlacementPlan(int spare) {
        this.spare = spare;
    }

    /** What there is of containers, and what may come to be. */
    interface Supply {
        /** Containers on a host that have slots or will have, with those that it is asked for. */
        int containers(String host);

        /** How many more a host may be asked for. */
        int room(String host);

        /** Containers all in all that the job can have had for these tasks when all that may be asked for has come. */
        int total();

        /** Of them, those that have yet to be asked for. */
        int toAsk();
    }

    /** Plans for these tasks, the first ones first. */
    static PlacementPlan of(List<TaskRun> tasks, Supply supply) {
        ReplicaMap map = ReplicaMap.of(
                tasks, host -> supply.containers(host) > 0 || (supply.toAsk() > 0 && supply.room(host) > 0));
        long share = Math.max(1, map.allBytes() / Math.max(1, supply.total()));
        int[] containers = new int[map.hosts()];
        int[] rooms = new int[map.hosts()];
        HostCover cover = new HostCover(map, withSlack(share, COVER_FRACTION, map));
        for (int host = 0; host < map.hosts(); host++) {
            containers[host] = supply.containers(map.host(host));
            rooms[host] = supply.room(map.host(host));
            for (int container = 0; container < containers[host]; container++) {
                cover.serve(host);
            }
        }
        long needed = (map.locatedBytes() + share - 1) / share;
        for (int host = 0; host < map.hosts(); host++) {
            needed -= containers[host];
        }
        int[] chosen = cover.choose(supply.toAsk(), rooms, (int) Math.max(0, Math.min(Integer.MAX_VALUE, needed)));
        PlacementPlan plan = new PlacementPlan(supply.toAsk() - chosen.length);
        for (int host : chosen) {
            containers[host]++;
            plan.wanted.add(map.host(host));
        }
        plan.assign(tasks, map, LocalFlow.assign(map, capacities(map, containers, share)));
        return plan;
    }

    /** Each container has its share, a little more, and one task at least. */
    private static long[] capacities(ReplicaMap map, int[] containers, long share) {
        long[] capacities = new long[containers.length];
        for (int host = 0; host < containers.length; host++) {
            long one = containers[host] == 0 ? 0 : (containers[host] - 1) * map.mostBytes() + 1;
            capacities[host] = Math.max(one, withSlack(containers[host] * share, SLACK_FRACTION, map));
        }
        return capacities;
    }

    /** So many bytes and a part more, in whole tasks: a share of a few tasks gets none. */
    private static long withSlack(long bytes, int fraction, ReplicaMap map) {
        long task = Math.max(1, map.mostBytes());
        return bytes + bytes / fraction / task * task;
    }

    private void assign(List<TaskRun> tasks, ReplicaMap map, int[] hostOf) {
        for (int task = 0; task < hostOf.length; task++) {
            if (hostOf[task] == LocalFlow.NOWHERE) {
                elsewhere.add(tasks.get(task));
                unplaced.add(tasks.get(task));
            } else {
                planned.computeIfAbsent(map.host(hostOf[task]), any -> new ArrayDeque<>())
                        .add(tasks.get(task));
            }
        }
    }

    /** Takes the next host that is to be asked for a container; null where there is none any more. */
    @Nullable String nextWanted() {
        return wanted.poll();
    }

    /** Puts a host back that cannot be asked yet. */
    void wantLater(String host) {
        wanted.add(host);
    }

    int wanted() {
        return wanted.size();
    }

    /** Containers that may be asked for besides: for tasks that want no host, or none that has room. */
    int spare() {
        return spare;
    }

    /** Whether some tasks are to run away from their data. */
    boolean hasUnplaced() {
        return !elsewhere.isEmpty();
    }

    /** Whether the task wants hosts that all have enough to do without it. */
    boolean isUnplaced(TaskRun task) {
        return unplaced.contains(task);
    }

    /** Takes the next task that is to run on this host. */
    @Nullable TaskRun next(String host, Predicate<TaskRun> waits) {
        Deque<TaskRun> tasks = planned.get(host);
        return tasks == null
                ? null
                : take(tasks, waits, task -> task.wantedHosts().contains(host), task -> true);
    }

    /** Takes a task from the host that has the most left to do. */
    @Nullable TaskRun nextOfLongest(Predicate<TaskRun> waits, Predicate<TaskRun> fits) {
        Deque<TaskRun> longest = new ArrayDeque<>();
        for (Deque<TaskRun> tasks : planned.values()) {
            longest = tasks.size() > longest.size() ? tasks : longest;
        }
        return take(longest, waits, fits, task -> true);
    }

    /** Takes a task that is to run away from its data, a near one if there is one among the first. */
    @Nullable TaskRun nextElsewhere(Predicate<TaskRun> waits, Predicate<TaskRun> fits, Predicate<TaskRun> near) {
        return take(elsewhere, waits, fits, near);
    }

    private static @Nullable TaskRun take(
            Deque<TaskRun> tasks, Predicate<TaskRun> waits, Predicate<TaskRun> fits, Predicate<TaskRun> best) {
        while (!tasks.isEmpty() && !waits.test(tasks.peek())) {
            tasks.poll();
        }
        TaskRun found = null;
        int looked = 0;
        for (TaskRun task : tasks) {
            if (looked++ == MOST_LOOKED_AT || (found != null && best.test(found))) {
                break;
            }
            boolean mayBe = waits.test(task) && fits.test(task);
            found = mayBe && (found == null || best.test(task)) ? task : found;
        }
        if (found != null) {
            tasks.removeFirstOccurrence(found);
        }
        return found;
    }

    /** Some hosts that hold data of tasks that are to run away from it. */
    List<String> preferredElsewhere(int most) {
        Set<String> hosts = new LinkedHashSet<>();
        for (TaskRun task : elsewhere) {
            if (hosts.size() >= most) {
                break;
            }
            hosts.addAll(task.wantedHosts());
        }
        return new ArrayList<>(hosts).subList(0, Math.min(most, hosts.size()));
    }
}
