package io.weft.appmaster.schedule;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tasks of one stage that want a slot, in their order, found by the hosts that they want. */
final class WaitingTasks {
    private final SortedMap<Integer, TaskRun> choosy = new TreeMap<>();
    private final SortedMap<Integer, TaskRun> anywhere = new TreeMap<>();
    private final Map<String, SortedMap<Integer, TaskRun>> byHost = new HashMap<>();

    /** Takes a task in; what it wants must not change before it is removed. */
    void add(TaskRun task) {
        List<String> hosts = task.wantedHosts();
        (hosts.isEmpty() ? anywhere : choosy).put(task.id().number(), task);
        for (String host : hosts) {
            byHost.computeIfAbsent(host, any -> new TreeMap<>()).put(task.id().number(), task);
        }
    }

    void remove(TaskRun task) {
        int number = task.id().number();
        choosy.remove(number);
        anywhere.remove(number);
        for (String host : task.wantedHosts()) {
            SortedMap<Integer, TaskRun> there = byHost.get(host);
            if (there != null) {
                there.remove(number);
            }
        }
    }

    int size() {
        return choosy.size() + anywhere.size();
    }

    /** Those that want this host. */
    Collection<TaskRun> on(String host) {
        SortedMap<Integer, TaskRun> there = byHost.get(host);
        return there == null ? List.of() : there.values();
    }

    /** Those that want some host. */
    Collection<TaskRun> choosy() {
        return choosy.values();
    }

    /** Those that want no host. */
    Collection<TaskRun> anywhere() {
        return anywhere.values();
    }
}
