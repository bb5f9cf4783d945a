package io.weft.appmaster.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the hosts whose containers would serve the most waiting tasks, one after the other. */
final class HostCover {
    private final int tasksPerContainer;
    private final Map<String, Deque<TaskRun>> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> unserved = new LinkedHashMap<>();
    private final Set<TaskRun> served = new HashSet<>();
    private final int choosy;

    /** Covers the tasks of these queues that want hosts. */
    HostCover(List<WaitingTasks> queues, int tasksPerContainer) {
        this.tasksPerContainer = tasksPerContainer;
        this.choosy = queues.stream().mapToInt(queue -> queue.choosy().size()).sum();
        for (WaitingTasks queue : queues) {
            for (TaskRun task : queue.choosy()) {
                for (String host : task.wantedHosts()) {
                    tasks.computeIfAbsent(host, any -> new ArrayDeque<>()).add(task);
                    unserved.merge(host, 1, Integer::sum);
                }
            }
        }
    }

    /** Counts a container on a host: it serves its part of the tasks there; gives how many these are. */
    int serve(String host) {
        Deque<TaskRun> there = tasks.getOrDefault(host, new ArrayDeque<>());
        int taken = 0;
        while (taken < tasksPerContainer && !there.isEmpty()) {
            TaskRun task = there.remove();
            if (served.add(task)) {
                taken++;
                for (String other : task.wantedHosts()) {
                    unserved.merge(other, -1, Integer::sum);
                }
            }
        }
        return taken;
    }

    /** How many tasks are not served. */
    int left() {
        return choosy - served.size();
    }

    /** The host with the most tasks that are not served yet, of those that are allowed; null where none has any. */
    @Nullable String best(Predicate<String> allowed) {
        String best = null;
        int most = 0;
        for (Map.Entry<String, Integer> host : unserved.entrySet()) {
            if (host.getValue() > most && allowed.test(host.getKey())) {
                best = host.getKey();
                most = host.getValue();
            }
        }
        return best;
    }

    /** The hosts with the most tasks that are not served yet, of those that are allowed, the best first. */
    List<String> most(int count, Predicate<String> allowed) {
        List<Map.Entry<String, Integer>> hosts = new ArrayList<>(unserved.entrySet());
        hosts.removeIf(host -> host.getValue() == 0 || !allowed.test(host.getKey()));
        hosts.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        return hosts.stream().limit(count).map(Map.Entry::getKey).toList();
    }
}
