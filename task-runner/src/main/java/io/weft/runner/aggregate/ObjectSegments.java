package io.weft.runner.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object a group, in arrays of at most 1 MB. The objects' own memory is for others to count. */
final class ObjectSegments<T> {
    private static final int SHIFT = 17;
    private static final int FULL = 1 << SHIFT;
    private static final int MASK = FULL - 1;
    private static final int LEAST = 16;

    private @Nullable Object[][] segments = new Object[0][];
    private int capacity;
    private int created;

    @SuppressWarnings("unchecked")
    @Nullable T get(int group) {
        return (T) segments[group >>> SHIFT][group & MASK];
    }

    void set(int group, T object) {
        created += segments[group >>> SHIFT][group & MASK] == null ? 1 : 0;
        segments[group >>> SHIFT][group & MASK] = object;
    }

    /** The number of groups that have an object. */
    int created() {
        return created;
    }

    /** Bytes held once there is room for so many groups. */
    long bytesFor(int groups) {
        return (long) Long.BYTES * Math.max(capacity, roundUp(groups));
    }

    long retainedBytes() {
        return (long) Long.BYTES * capacity;
    }

    void ensure(int groups) {
        if (groups <= capacity) {
            return;
        }
        int rounded = roundUp(groups);
        int count = (rounded + MASK) >>> SHIFT;
        @Nullable Object[][] grown = Arrays.copyOf(segments, count);
        for (int index = 0; index < count; index++) {
            int wanted = Math.min(FULL, rounded);
            if (index >= segments.length) {
                grown[index] = new Object[wanted];
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
        segments = new Object[0][];
        capacity = 0;
        created = 0;
    }
}
