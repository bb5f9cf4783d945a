package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.stage.AttemptId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The containers that the job holds, and the runners in them. */
final class RunnerPool {
    private final SchedulerSettings settings;
    private final Map<String, Runner> runners = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int most;

    RunnerPool(SchedulerSettings settings) {
        this.settings = settings;
    }

    /** Takes a granted container in. */
    void add(Container container, long nowMillis) {
        runners.put(container.id(), new Runner(container, nowMillis));
        seen.add(container.id());
        most = Math.max(most, runners.size());
    }

    /** The runner in a container that the job holds. */
    @Nullable Runner find(String container) {
        return runners.get(container);
    }

    @Nullable Runner remove(String container) {
        return runners.remove(container);
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
        return (int) runners.values().stream().filter(RunnerPool::isLive).count();
    }

    /** Containers whose runner has not come to life yet. */
    List<Runner> starting() {
        return runners.values().stream()
                .filter(runner -> runner.state() instanceof Runner.Starting)
                .toList();
    }

    /** Slots that have nothing to do. */
    int free() {
        return runners.values().stream()
                .mapToInt(runner -> runner.freeSlots().size())
                .sum();
    }

    /** Slots that are there or on their way. */
    int slots() {
        return runners.values().stream().mapToInt(this::slots).sum();
    }

    int slots(Runner runner) {
        if (runner.state() instanceof Runner.Live live) {
            return live.slots();
        }
        return runner.state() instanceof Runner.Starting ? settings.slotsPerRunner() : 0;
    }

    /** The container hosts on which slots are, or are to come. */
    Set<String> slotHosts() {
        return runners.values().stream()
                .filter(runner -> slots(runner) > 0)
                .map(runner -> runner.container().host())
                .collect(Collectors.toSet());
    }

    /** Live runners that run nothing. */
    List<Runner> idle() {
        return runners.values().stream()
                .filter(runner -> isLive(runner) && runner.isIdle())
                .toList();
    }

    void take(FreeSlot slot, AttemptId attempt) {
        Runner runner = runners.get(slot.container());
        if (runner == null) {
            throw new IllegalStateException("Container %s is gone and cannot take %s".formatted(slot, attempt));
        }
        runner.take(attempt, slot.sinceMillis());
    }

    /** The free slots: the first of each runner, then the second of each, and so on, so that work is spread. */
    List<FreeSlot> freeSlots() {
        List<FreeSlot> slots = new ArrayList<>();
        for (int turn = 0; turn < settings.slotsPerRunner(); turn++) {
            for (Runner runner : runners.values()) {
                List<Long> free = runner.freeSlots();
                if (turn < free.size()) {
                    Container container = runner.container();
                    slots.add(new FreeSlot(container.id(), container.host(), container.rack(), free.get(turn)));
                }
            }
        }
        return slots;
    }

    /** A live runner that serves the outputs of its host, this one if it is given and lives. */
    Runner.@Nullable Live server(String host, String preferredContainer) {
        Runner preferred = runners.get(preferredContainer);
        if (preferred != null
                && preferred.state() instanceof Runner.Live live
                && live.host().equals(host)) {
            return live;
        }
        for (Runner runner : runners.values()) {
            if (runner.state() instanceof Runner.Live live && live.host().equals(host)) {
                return live;
            }
        }
        return null;
    }

    /** How many live runners serve the outputs of a host. */
    int servers(String host) {
        return (int) runners.values().stream()
                .filter(runner -> runner.state() instanceof Runner.Live live
                        && live.host().equals(host))
                .count();
    }

    /** Runners that have been silent for too long, or have not come to life in time. */
    List<Runner> overdue(long nowMillis) {
        return runners.values().stream()
                .filter(runner -> nowMillis - runner.heardMillis()
                        > (runner.state() instanceof Runner.Starting
                                ? settings.startMillis()
                                : settings.silenceMillis()))
                .toList();
    }

    private static boolean isLive(Runner runner) {
        return runner.state() instanceof Runner.Live;
    }
}
