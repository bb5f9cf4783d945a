package io.weft.appmaster.schedule;

import io.weft.protocol.TaskInput;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Tasks whose data has replicas on random hosts, and answers to compare with that are found in the plainest way. */
final class Replicas {
    final List<TaskRun> tasks = new ArrayList<>();
    final List<String> hosts = new ArrayList<>();

    /** So many tasks of this size, each with this many replicas. */
    static Replicas random(Random random, int tasks, int replicas, int hosts) {
        Replicas made = new Replicas();
        for (int host = 0; host < hosts; host++) {
            made.hosts.add("host" + host);
        }
        for (int task = 0; task < tasks; task++) {
            Set<String> on = new LinkedHashSet<>();
            while (on.size() < replicas) {
                on.add(made.hosts.get(random.nextInt(hosts)));
            }
            made.add(100, List.copyOf(on));
        }
        return made;
    }

    void add(long bytes, List<String> on) {
        FileRange range = new FileRange("hdfs://cluster/input/part", 0, bytes, bytes, 0);
        TaskInput input = new TaskInput.OfSplit(new FileSplit(List.of(range), on));
        tasks.add(new TaskRun(TestJobs.FIRST.task(tasks.size()), input, 0));
    }

    ReplicaMap map() {
        return ReplicaMap.of(tasks, host -> true);
    }

    /** How many tasks a greedy cover by these many hosts has, found by counting all again for each host, in the map's order. */
    int greedyCover(int count) {
        ReplicaMap map = map();
        Set<TaskRun> covered = new LinkedHashSet<>();
        for (int chosen = 0; chosen < count; chosen++) {
            String best = "";
            long most = 0;
            for (int number = 0; number < map.hosts(); number++) {
                String host = map.host(number);
                long own = tasks.stream()
                        .filter(task ->
                                !covered.contains(task) && task.inputHosts().contains(host))
                        .count();
                if (own > most) {
                    most = own;
                    best = host;
                }
            }
            String host = best;
            tasks.stream().filter(task -> task.inputHosts().contains(host)).forEach(covered::add);
        }
        return covered.size();
    }

    /** The most tasks that can be on their hosts, each host taking so many: one augmenting path after the other. */
    int maximumFlow(Map<String, Integer> capacity) {
        Map<String, List<TaskRun>> on = new HashMap<>();
        int flow = 0;
        for (TaskRun task : tasks) {
            flow += place(task, capacity, on, new LinkedHashSet<>()) ? 1 : 0;
        }
        return flow;
    }

    private static boolean place(
            TaskRun task, Map<String, Integer> capacity, Map<String, List<TaskRun>> on, Set<String> seen) {
        for (String host : task.inputHosts()) {
            int room = capacity.getOrDefault(host, 0);
            if (room == 0 || !seen.add(host)) {
                continue;
            }
            List<TaskRun> there = on.computeIfAbsent(host, any -> new ArrayList<>());
            if (there.size() < room) {
                there.add(task);
                return true;
            }
            for (int index = 0; index < there.size(); index++) {
                if (place(there.get(index), capacity, on, seen)) {
                    there.set(index, task);
                    return true;
                }
            }
        }
        return false;
    }

    /** A cluster with nothing of the job's yet. */
    static PlacementPlan.Supply room(int onEach, int containers) {
        return new PlacementPlan.Supply() {
            @Override
            public int containers(String host) {
                return 0;
            }

            @Override
            public int room(String host) {
                return onEach;
            }

            @Override
            public int total() {
                return containers;
            }

            @Override
            public int toAsk() {
                return containers;
            }
        };
    }
}
