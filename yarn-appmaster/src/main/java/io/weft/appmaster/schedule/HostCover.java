package io.weft.appmaster.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses hosts for containers one after the other: each time the host whose container would serve the most bytes that no chosen
 * one serves. This greedy cover of the tasks is at least 1 - 1/e of the best one.
 *
 * <p>What a host has left only shrinks, so a heap need not be kept in order: whoever is on top is looked at again and sinks if it
 * has become worse. The whole costs about as much as there are pairs of tasks and hosts.
 */
final class HostCover {
    private final ReplicaMap map;
    private final long share;
    private final boolean[] served;
    /** The bytes on each host that no container serves. */
    private final long[] left;
    /** Where each host's tasks go on. */
    private final int[] next;
    /** Hosts with room, the best on top by what they had left when they were last looked at. */
    private final int[] heap;

    private final long[] known;
    private int size;

    /**
     * A cover without containers.
     *
     * @param share the bytes that one container serves
     */
    HostCover(ReplicaMap map, long share) {
        this.map = map;
        this.share = Math.max(1, share);
        this.served = new boolean[map.tasks()];
        this.left = new long[map.hosts()];
        this.next = new int[map.hosts()];
        this.heap = new int[map.hosts()];
        for (int host = 0; host < map.hosts(); host++) {
            next[host] = map.firstEntry(host);
            for (int entry = map.firstEntry(host); entry < map.firstEntry(host + 1); entry++) {
                left[host] += map.bytes(map.taskOfEntry(entry));
            }
        }
        this.known = left.clone();
    }

    /** Counts a container that is there: it serves its share of what its host has left, and one task at least. */
    void serve(int host) {
        long taken = 0;
        for (; next[host] < map.firstEntry(host + 1); next[host]++) {
            int task = map.taskOfEntry(next[host]);
            if (served[task]) {
                continue;
            }
            if (taken > 0 && taken + map.bytes(task) > share) {
                return;
            }
            served[task] = true;
            taken += map.bytes(task);
            for (int pair = map.firstPair(task); pair < map.firstPair(task + 1); pair++) {
                left[map.hostOfPair(pair)] -= map.bytes(task);
            }
        }
    }

    /**
     * The hosts for new containers in the order of their use, a host once for each of its containers; fewer than allowed where more
     * would serve nothing. If these are fewer than wanted, the hosts that hold the most are added: they can take tasks from others.
     *
     * @param rooms how many containers each host has room for
     * @param wanted containers, at least, if there is room; never more than are allowed
     */
    int[] choose(int allowed, int[] rooms, int wanted) {
        int[] chosen = new int[Math.min(allowed, mostOf(rooms))];
        int[] room = rooms.clone();
        build(rooms);
        int count = 0;
        while (count < chosen.length && size > 0) {
            int host = heap[0];
            if (known[host] > left[host]) {
                known[host] = left[host];
            } else if (left[host] == 0 || room[host] == 0) {
                heap[0] = heap[--size];
            } else {
                chosen[count++] = host;
                room[host]--;
                serve(host);
                known[host] = left[host];
            }
            sink(0);
        }
        return Arrays.copyOf(chosen, addLargest(chosen, count, room, Math.min(wanted, chosen.length)));
    }

    /** Adds the hosts that hold the most; gives how many are chosen then. */
    private int addLargest(int[] chosen, int before, int[] room, int wanted) {
        if (before >= wanted) {
            return before;
        }
        List<Integer> hosts = new ArrayList<>();
        for (int host = 0; host < room.length; host++) {
            if (room[host] > 0) {
                hosts.add(host);
            }
        }
        hosts.sort(Comparator.comparingInt((Integer host) -> map.firstEntry(host) - map.firstEntry(host + 1)));
        int count = before;
        for (int next = 0; count < wanted && next < hosts.size(); next++) {
            chosen[count++] = hosts.get(next);
        }
        return count;
    }

    private static int mostOf(int[] rooms) {
        long sum = 0;
        for (int room : rooms) {
            sum += room;
        }
        return (int) Math.min(Integer.MAX_VALUE - 8, sum);
    }

    private void build(int[] rooms) {
        size = 0;
        for (int host = 0; host < rooms.length; host++) {
            if (rooms[host] > 0) {
                known[host] = left[host];
                heap[size++] = host;
            }
        }
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    private void sink(int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && isBetter(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBetter(heap[child], heap[place])) {
                return;
            }
            int host = heap[place];
            heap[place] = heap[child];
            heap[child] = host;
            place = child;
        }
    }

    /** By what a container would serve, then by what the host has in all, then by its number. */
    private boolean isBetter(int one, int other) {
        long oneServes = Math.min(share, known[one]);
        long otherServes = Math.min(share, known[other]);
        if (oneServes != otherServes) {
            return oneServes > otherServes;
        }
        return known[one] != known[other] ? known[one] > known[other] : one < other;
    }

    /** How many tasks the containers serve. */
    int served() {
        int count = 0;
        for (boolean is : served) {
            count += is ? 1 : 0;
        }
        return count;
    }
}
