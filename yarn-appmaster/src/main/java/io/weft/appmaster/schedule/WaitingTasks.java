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
    private final SortedMap<Integer, TaskRun> retried = new TreeMap<>();
    private final Map<String, SortedMap<Integer, TaskRun>> byHost = new HashMap<>();
    private long choosyQueued;

    /** Takes a task in; what it wants must not change before it is removed. */
    void add(TaskRun task) {
        Integer number = task.id().number();
        List<String> hosts = task.wantedHosts();
        TaskRun before = (hosts.isEmpty() ? anywhere : choosy).put(number, task);
        if (before == null && !hosts.isEmpty()) {
            choosyQueued++;
        }
        for (String host : hosts) {
            byHost.computeIfAbsent(host, any -> new TreeMap<>()).put(number, task);
        }
        if (task.tries() > 0) {
            retried.put(number, task);
        }
    }

    void remove(TaskRun task) {
        Integer number = task.id().number();
        choosy.remove(number);
        anywhere.remove(number);
        retried.remove(number);
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

    boolean contains(TaskRun task) {
        Integer number = task.id().number();
        return choosy.get(number) == task || anywhere.get(number) == task;
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

    /** How many tasks that want some host have been taken in so far, whether or not they still wait. */
    long choosyQueued() {
        return choosyQueued;
    }

    /** Those that want no host. */
    Collection<TaskRun> anywhere() {
        return anywhere.values();
    }

    /** Those that have failed before. */
    Collection<TaskRun> retried() {
        return retried.values();
    }
}
