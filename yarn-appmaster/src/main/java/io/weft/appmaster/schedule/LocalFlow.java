package io.weft.appmaster.schedule;

import java.util.Arrays;

/**
 * Gives as many tasks as can be to hosts that hold their data, none of which takes more than its part: a maximum flow from tasks to
 * hosts. Tasks go to the host that is least full; where that leaves some without a host, others move: along shortest paths found in
 * phases, as Dinic's algorithm and Hopcroft and Karp's do it.
 *
 * <p>A host takes tasks as long as its bytes are below its capacity, so with the last one it may exceed it. With tasks of one size the
 * flow is a maximum; with other sizes it is near one.
 */
final class LocalFlow {
    /** Of a task: without a host. */
    static final int NOWHERE = -1;

    private static final int UNREACHED = -1;

    private final ReplicaMap map;
    private final long[] capacity;
    private final long[] load;
    private final int[] hostOf;
    private final long slack;

    private final int[] level;
    private final int[] queue;
    private final int[] cursor;
    /** The path that is being looked for: hosts, and the task that each takes from the next one. */
    private final int[] path;

    private final int[] taken;

    private LocalFlow(ReplicaMap map, long[] capacity) {
        this.map = map;
        this.capacity = capacity;
        this.load = new long[map.hosts()];
        this.hostOf = new int[map.tasks()];
        this.slack = map.mostBytes();
        this.level = new int[map.hosts()];
        this.queue = new int[map.hosts()];
        this.cursor = new int[map.hosts()];
        this.path = new int[map.hosts()];
        this.taken = new int[map.hosts()];
    }

    /**
     * The host of each task, or {@link #NOWHERE}.
     *
     * @param capacity bytes for each host
     */
    static int[] assign(ReplicaMap map, long[] capacity) {
        LocalFlow flow = new LocalFlow(map, capacity);
        flow.assignToLeastFull();
        boolean moved = true;
        while (moved && flow.findLevels()) {
            moved = flow.moveAlongPaths();
        }
        return flow.hostOf;
    }

    private void assignToLeastFull() {
        for (int task = 0; task < hostOf.length; task++) {
            int best = NOWHERE;
            double bestFullness = 1;
            for (int pair = map.firstPair(task); pair < map.firstPair(task + 1); pair++) {
                int host = map.hostOfPair(pair);
                double fullness = capacity[host] == 0 ? 1 : (double) load[host] / capacity[host];
                if (fullness < bestFullness) {
                    best = host;
                    bestFullness = fullness;
                }
            }
            hostOf[task] = best;
            if (best != NOWHERE) {
                load[best] += map.bytes(task);
            }
        }
    }

    /** How many tasks have to move at least until each host could take one that has none; false where none ever can. */
    private boolean findLevels() {
        Arrays.fill(level, UNREACHED);
        int end = 0;
        for (int host = 0; host < level.length; host++) {
            if (load[host] < capacity[host]) {
                level[host] = 0;
                queue[end++] = host;
            }
        }
        boolean found = false;
        for (int next = 0; next < end; next++) {
            int host = queue[next];
            for (int entry = map.firstEntry(host); entry < map.firstEntry(host + 1); entry++) {
                int holder = hostOf[map.taskOfEntry(entry)];
                if (holder == NOWHERE) {
                    found = true;
                } else if (level[holder] == UNREACHED) {
                    level[holder] = level[host] + 1;
                    queue[end++] = holder;
                }
            }
        }
        return found;
    }

    private boolean moveAlongPaths() {
        for (int host = 0; host < cursor.length; host++) {
            cursor[host] = map.firstEntry(host);
        }
        boolean moved = false;
        for (int host = 0; host < level.length; host++) {
            while (level[host] == 0 && load[host] < capacity[host] && findPath(host)) {
                moved = true;
            }
        }
        return moved;
    }

    /** Lets a host take a task, from another host if need be, which takes one in turn, until one had no host. */
    private boolean findPath(int root) {
        int depth = 0;
        path[0] = root;
        while (depth >= 0) {
            int host = path[depth];
            if (cursor[host] == map.firstEntry(host + 1)) {
                depth--;
                if (depth >= 0) {
                    cursor[path[depth]]++;
                }
                continue;
            }
            int task = map.taskOfEntry(cursor[host]);
            int holder = hostOf[task];
            boolean fits =
                    depth == 0 || load[host] - map.bytes(taken[depth - 1]) + map.bytes(task) <= capacity[host] + slack;
            taken[depth] = task;
            if (holder == NOWHERE && fits) {
                move(depth);
                return true;
            }
            if (holder != NOWHERE && fits && level[holder] == level[host] + 1) {
                path[++depth] = holder;
            } else {
                cursor[host]++;
            }
        }
        return false;
    }

    private void move(int last) {
        for (int step = last; step >= 0; step--) {
            int task = taken[step];
            if (step < last) {
                load[path[step + 1]] -= map.bytes(task);
            }
            load[path[step]] += map.bytes(task);
            hostOf[task] = path[step];
        }
    }
}
