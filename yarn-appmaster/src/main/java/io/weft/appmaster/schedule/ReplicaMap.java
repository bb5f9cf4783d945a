package io.weft.appmaster.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which hosts hold the data of which tasks, with tasks and hosts as numbers: what is thought through for all tasks at once runs
 * over arrays. Tasks have the numbers of their places in the list, hosts those in which they are first named.
 */
final class ReplicaMap {
    private final List<String> hosts;
    private final long[] bytes;
    private final long mostBytes;
    /** The hosts of all tasks one after the other, and where those of each task begin; in the end where the last ones end. */
    private final int[] hostOfPair;

    private final int[] firstPairOfTask;
    /** The same the other way round. */
    private final int[] taskOfEntry;

    private final int[] firstEntryOfHost;

    private ReplicaMap(List<String> hosts, long[] bytes, int[] firstPairOfTask, int[] hostOfPair) {
        this.hosts = hosts;
        this.bytes = bytes;
        this.mostBytes = Arrays.stream(bytes).max().orElse(0);
        this.firstPairOfTask = firstPairOfTask;
        this.hostOfPair = hostOfPair;
        this.firstEntryOfHost = new int[hosts.size() + 1];
        for (int pair = 0; pair < firstPairOfTask[bytes.length]; pair++) {
            firstEntryOfHost[hostOfPair[pair] + 1]++;
        }
        for (int host = 0; host < hosts.size(); host++) {
            firstEntryOfHost[host + 1] += firstEntryOfHost[host];
        }
        this.taskOfEntry = new int[firstPairOfTask[bytes.length]];
        int[] next = firstEntryOfHost.clone();
        for (int task = 0; task < bytes.length; task++) {
            for (int pair = firstPairOfTask[task]; pair < firstPairOfTask[task + 1]; pair++) {
                taskOfEntry[next[hostOfPair[pair]]++] = task;
            }
        }
    }

    /**
     * The map of these tasks.
     *
     * @param candidate whether a task may be meant to run on a host at all; other hosts are left out
     */
    static ReplicaMap of(List<TaskRun> tasks, Predicate<String> candidate) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        int pairs = tasks.stream().mapToInt(task -> task.wantedHosts().size()).sum();
        int[] hostOfPair = new int[pairs];
        int[] firstPair = new int[tasks.size() + 1];
        int pair = 0;
        for (int task = 0; task < tasks.size(); task++) {
            for (String host : tasks.get(task).wantedHosts()) {
                int number = numbers.computeIfAbsent(host, any -> candidate.test(any) ? name(any, names) : -1);
                if (number >= 0) {
                    hostOfPair[pair++] = number;
                }
            }
            firstPair[task + 1] = pair;
        }
        return new ReplicaMap(names, bytes(tasks), firstPair, hostOfPair);
    }

    private static int name(String host, List<String> names) {
        names.add(host);
        return names.size() - 1;
    }

    /** Of tasks whose bytes nobody knows, as many as the others have on average. */
    private static long[] bytes(List<TaskRun> tasks) {
        long[] bytes = new long[tasks.size()];
        long sum = 0;
        int known = 0;
        for (int task = 0; task < bytes.length; task++) {
            bytes[task] = tasks.get(task).inputBytes().orElse(0);
            sum += bytes[task];
            known += bytes[task] > 0 ? 1 : 0;
        }
        long average = known == 0 ? 1 : sum / known;
        for (int task = 0; task < bytes.length; task++) {
            bytes[task] = bytes[task] > 0 ? bytes[task] : average;
        }
        return bytes;
    }

    int tasks() {
        return bytes.length;
    }

    int hosts() {
        return hosts.size();
    }

    String host(int number) {
        return hosts.get(number);
    }

    /** What a task reads; never zero. */
    long bytes(int task) {
        return bytes[task];
    }

    long allBytes() {
        long sum = 0;
        for (long own : bytes) {
            sum += own;
        }
        return sum;
    }

    /** The bytes of the tasks that have a host. */
    long locatedBytes() {
        long sum = 0;
        for (int task = 0; task < bytes.length; task++) {
            sum += firstPairOfTask[task] < firstPairOfTask[task + 1] ? bytes[task] : 0;
        }
        return sum;
    }

    long mostBytes() {
        return mostBytes;
    }

    /** Where the pairs of a task begin; they end where those of the next one begin. */
    int firstPair(int task) {
        return firstPairOfTask[task];
    }

    int hostOfPair(int pair) {
        return hostOfPair[pair];
    }

    /** Where the entries of a host begin; they end where those of the next one begin. */
    int firstEntry(int host) {
        return firstEntryOfHost[host];
    }

    int taskOfEntry(int entry) {
        return taskOfEntry[entry];
    }
}
