package io.weft.runner.aggregate;

import java.util.Arrays;

/** A flag a group, false at first, in arrays of at most 1 MB. */
final class FlagSegments {
    private static final int SHIFT = 20;
    private static final int FULL = 1 << SHIFT;
    private static final int MASK = FULL - 1;
    private static final int LEAST = 64;

    private boolean[][] segments = new boolean[0][];
    private int capacity;

    boolean get(int group) {
        return segments[group >>> SHIFT][group & MASK];
    }

    void set(int group) {
        segments[group >>> SHIFT][group & MASK] = true;
    }

    void unset(int group) {
        segments[group >>> SHIFT][group & MASK] = false;
    }

    /** Sets the flags of the first {@code count} of these groups. */
    void set(int[] groups, int count) {
        int last = -1;
        for (int index = 0; index < count; index++) {
            int group = groups[index];
            if (group != last) {
                segments[group >>> SHIFT][group & MASK] = true;
                last = group;
            }
        }
    }

    /** For each of the first {@code count} of these groups whether its flag is not set. */
    boolean[] unset(int[] groups, int count) {
        boolean[] unset = new boolean[count];
        for (int index = 0; index < count; index++) {
            unset[index] = !get(groups[index]);
        }
        return unset;
    }

    /** Bytes held once there is room for so many groups. */
    long bytesFor(int groups) {
        return Math.max(capacity, roundUp(groups));
    }

    long retainedBytes() {
        return capacity;
    }

    void ensure(int groups) {
        if (groups <= capacity) {
            return;
        }
        int rounded = roundUp(groups);
        int count = (rounded + MASK) >>> SHIFT;
        boolean[][] grown = Arrays.copyOf(segments, count);
        for (int index = 0; index < count; index++) {
            int wanted = Math.min(FULL, rounded);
            if (index >= segments.length) {
                grown[index] = new boolean[wanted];
            } else if (grown[index].length < wanted) {
                grown[index] = Arrays.copyOf(grown[index], wanted);
            }
        }
        segments = grown;
        capacity = rounded;
    }

    private static int roundUp(int groups) {
        if (groups > FULL) {
            return Math.addExact(groups, MASK) & -FULL;
        }
        return groups == 0 ? 0 : Math.max(LEAST, 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(groups - 1)));
    }

    void clear() {
        segments = new boolean[0][];
        capacity = 0;
    }
}
