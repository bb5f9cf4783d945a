package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.stage.AttemptId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The containers that the job holds, and the runners in them. All that changes with a runner's state goes through here, so that the
 * sums over all runners need not be made again for each event.
 */
final class RunnerPool {
    /** How often silent runners are looked for. */
    private static final long LOOK_MILLIS = 500;

    private final SchedulerSettings settings;
    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<Runner> withFreeSlots = new LinkedHashSet<>();
    /** Of these, those with slots that were not given by {@link #freeSlots} or {@link #newlyFreeSlots} yet. */
    private final Set<Runner> newlyFree = new LinkedHashSet<>();
    /** Live runners that get no more work. */
    private final Set<Runner> drained = new LinkedHashSet<>();
    /** Containers with slots, now or to come, by their hosts. */
    private final Map<String, Integer> containersOn = new HashMap<>();
    /** Live runners by the hosts whose outputs they serve. */
    private final Map<String, Set<Runner>> servers = new HashMap<>();

    private long lookedMillis;
    private int live;
    private int starting;
    private int containers;
    private int free;
    private int slots;
    private int most;

    RunnerPool(SchedulerSettings settings) {
        this.settings = settings;
    }

    /** Takes a granted container in. */
    void add(Container container, long nowMillis) {
        Runner runner = new Runner(container, nowMillis);
        runners.put(container.id(), runner);
        seen.add(container.id());
        count(runner, 1);
        most = Math.max(most, runners.size());
    }

    /** The runner in a container that the job holds. */
    @Nullable Runner find(String container) {
        return runners.get(container);
    }

    @Nullable Runner remove(String container) {
        Runner runner = runners.remove(container);
        if (runner != null) {
            count(runner, -1);
        }
        return runner;
    }

    void registered(Runner runner, Runner.Live as, long nowMillis) {
        count(runner, -1);
        runner.registered(as, nowMillis);
        count(runner, 1);
    }

    void stopping(Runner runner, long nowMillis) {
        count(runner, -1);
        runner.stopping(nowMillis);
        count(runner, 1);
    }

    /** The runner gets no more work. */
    void drain(Runner runner) {
        count(runner, -1);
        runner.drain();
        count(runner, 1);
    }

    /** Live runners that get no more work. */
    List<Runner> drained() {
        return List.copyOf(drained);
    }

    void take(FreeSlot slot, AttemptId attempt) {
        Runner runner = runners.get(slot.container());
        if (runner == null) {
            throw new IllegalStateException("Container %s is gone and cannot take %s".formatted(slot, attempt));
        }
        countFree(runner, -1);
        runner.take(attempt, slot.sinceMillis());
        countFree(runner, 1);
    }

    /** Frees an attempt's slot; false where it had none. */
    boolean free(Runner runner, AttemptId attempt, long nowMillis) {
        countFree(runner, -1);
        boolean had = runner.free(attempt, nowMillis);
        countFree(runner, 1);
        return had;
    }

    private void countFree(Runner runner, int sign) {
        int own = runner.freeSlots();
        free += sign * own;
        if (own == 0) {
            return;
        }
        if (sign > 0) {
            withFreeSlots.add(runner);
            newlyFree.add(runner);
        } else {
            withFreeSlots.remove(runner);
            newlyFree.remove(runner);
        }
    }

    private void count(Runner runner, int sign) {
        countFree(runner, sign);
        slots += sign * slots(runner);
        if (slots(runner) > 0) {
            containersOn.merge(runner.container().host(), sign, Integer::sum);
            containers += sign;
        }
        if (runner.state() instanceof Runner.Live serving) {
            live += sign;
            Set<Runner> there = servers.computeIfAbsent(serving.host(), host -> new LinkedHashSet<>());
            if (sign > 0) {
                there.add(runner);
            } else {
                there.remove(runner);
            }
            if (sign > 0 && serving.slots() == 0) {
                drained.add(runner);
            } else {
                drained.remove(runner);
            }
        } else if (runner.state() instanceof Runner.Starting) {
            starting += sign;
        }
    }

    /** Whether the job holds this container or has held it. */
    boolean hasSeen(String container) {
        return seen.contains(container);
    }

    int seen() {
        return seen.size();
    }

    Collection<Runner> all() {
        return List.copyOf(runners.values());
    }

    /** Containers held. */
    int size() {
        return runners.size();
    }

    /** Containers held at the same time so far, at most. */
    int most() {
        return most;
    }

    /** Runners that work or can. */
    int live() {
        return live;
    }

    /** Containers whose runner has not come to life yet. */
    int starting() {
        return starting;
    }

    /** Containers that have slots, or will have. */
    int containers() {
        return containers;
    }

    /** Of them, those on this host. */
    int containersOn(String host) {
        return containersOn.getOrDefault(host, 0);
    }

    /** Slots that have nothing to do. */
    int free() {
        return free;
    }

    /** Slots that are there or on their way. */
    int slots() {
        return slots;
    }

    int slots(Runner runner) {
        if (runner.state() instanceof Runner.Live state) {
            return state.slots();
        }
        return runner.state() instanceof Runner.Starting ? settings.slotsPerRunner() : 0;
    }

    /** So many live runners at most that run nothing and fulfil a condition. */
    List<Runner> idle(int most, Predicate<Runner> condition) {
        List<Runner> idle = new ArrayList<>();
        for (Runner runner : withFreeSlots) {
            if (idle.size() == most) {
                break;
            }
            if (runner.isIdle() && condition.test(runner)) {
                idle.add(runner);
            }
        }
        return idle;
    }

    /** Runners that have not come to life yet. */
    List<Runner> startingRunners() {
        List<Runner> found = new ArrayList<>();
        if (starting > 0) {
            for (Runner runner : runners.values()) {
                if (runner.state() instanceof Runner.Starting) {
                    found.add(runner);
                }
            }
        }
        return found;
    }

    /** The free slots: the first of each runner, then the second of each, and so on, so that work is spread. */
    List<FreeSlot> freeSlots() {
        newlyFree.clear();
        return freeSlots(withFreeSlots);
    }

    /** The free slots of runners of which some were not given before. */
    List<FreeSlot> newlyFreeSlots() {
        List<FreeSlot> found = freeSlots(newlyFree);
        newlyFree.clear();
        return found;
    }

    private static List<FreeSlot> freeSlots(Set<Runner> of) {
        List<FreeSlot> found = new ArrayList<>();
        int most = 0;
        for (Runner runner : of) {
            most = Math.max(most, runner.freeSlots());
        }
        for (int turn = 0; turn < most; turn++) {
            for (Runner runner : of) {
                if (turn < runner.freeSlots()) {
                    Container container = runner.container();
                    found.add(new FreeSlot(container.id(), container.host(), container.rack(), runner.freeSince(turn)));
                }
            }
        }
        return found;
    }

    /** A live runner that serves the outputs of its host, this one if it is given and lives. */
    Runner.@Nullable Live server(String host, String preferredContainer) {
        Runner.Live any = null;
        for (Runner runner : servers.getOrDefault(host, Set.of())) {
            if (runner.state() instanceof Runner.Live serving) {
                if (runner.container().id().equals(preferredContainer)) {
                    return serving;
                }
                any = any == null ? serving : any;
            }
        }
        return any;
    }

    /** How many live runners serve the outputs of a host. */
    int servers(String host) {
        return servers.getOrDefault(host, Set.of()).size();
    }

    /** Runners that have been silent for too long, or have not come to life in time. */
    List<Runner> overdue(long nowMillis) {
        if (nowMillis - lookedMillis < LOOK_MILLIS) {
            return List.of();
        }
        lookedMillis = nowMillis;
        List<Runner> overdue = new ArrayList<>();
        for (Runner runner : runners.values()) {
            long patience =
                    runner.state() instanceof Runner.Starting ? settings.startMillis() : settings.silenceMillis();
            if (nowMillis - runner.heardMillis() > patience) {
                overdue.add(runner);
            }
        }
        return overdue;
    }
}
