package io.weft.appmaster.schedule;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time: actions in the order in which they are due, those due at once in the order in which they were added. */
final class Timeline {
    private final PriorityQueue<Due> actions =
            new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparingLong(Due::number));
    private long nowMillis;
    private long lastNumber;

    private record Due(long millis, long number, Runnable action) {}

    long now() {
        return nowMillis;
    }

    void after(long millis, Runnable action) {
        actions.add(new Due(nowMillis + millis, ++lastNumber, action));
    }

    /** Does what is due next; false where there is nothing. */
    boolean step() {
        Due next = actions.poll();
        if (next == null) {
            return false;
        }
        nowMillis = next.millis();
        next.action().run();
        return true;
    }
}
