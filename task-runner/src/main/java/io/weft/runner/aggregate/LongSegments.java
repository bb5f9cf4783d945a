package io.weft.runner.aggregate;

import java.util.Arrays;

/**
 * Records of longs, numbered from 0, in arrays of at most 1 MB. New records are zero. The first array grows by doubling, so that few
 * records take little memory; after it, whole arrays are added and nothing is copied.
 */
final class LongSegments {
    private static final int MOST_LONGS = 1 << 17;
    private static final int LEAST_RECORDS = 16;

    private final int width;
    private final int shift;
    private long[][] segments = new long[0][];
    private int capacity;

    /** Records of so many longs each. */
    LongSegments(int width) {
        if (width < 1 || width > MOST_LONGS) {
            throw new IllegalArgumentException("Records of %d longs".formatted(width));
        }
        this.width = width;
        this.shift = 31 - Integer.numberOfLeadingZeros(MOST_LONGS / width);
    }

    /** The arrays; record {@code r} begins in number {@code r >>> shift()} at {@code (r & mask()) * width}. */
    long[][] segments() {
        return segments;
    }

    int shift() {
        return shift;
    }

    int mask() {
        return (1 << shift) - 1;
    }

    /** Records there is room for. */
    int capacity() {
        return capacity;
    }

    long get(int record) {
        return segments[record >>> shift][(record & mask()) * width];
    }

    void set(int record, long value) {
        segments[record >>> shift][(record & mask()) * width] = value;
    }

    /** Bytes held once there is room for so many records. */
    long bytesFor(int records) {
        return (long) Long.BYTES * width * Math.max(capacity, roundUp(records));
    }

    long retainedBytes() {
        return (long) Long.BYTES * width * capacity;
    }

    /** Makes room for records up to this number. */
    void ensure(int records) {
        if (records <= capacity) {
            return;
        }
        int rounded = roundUp(records);
        int full = 1 << shift;
        int count = (rounded + full - 1) >> shift;
        long[][] grown = Arrays.copyOf(segments, count);
        for (int index = 0; index < count; index++) {
            int wanted = Math.min(full, rounded) * width;
            if (index >= segments.length) {
                grown[index] = new long[wanted];
            } else if (grown[index].length < wanted) {
                grown[index] = Arrays.copyOf(grown[index], wanted);
            }
        }
        segments = grown;
        capacity = rounded;
    }

    private int roundUp(int records) {
        int full = 1 << shift;
        if (records > full) {
            return Math.addExact(records, full - 1) & -full;
        }
        if (records == 0) {
            return 0;
        }
        int doubled = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(records - 1));
        return Math.min(full, Math.max(LEAST_RECORDS, doubled));
    }

    /** Lets go of all records. */
    void clear() {
        segments = new long[0][];
        capacity = 0;
    }
}
