package io.weft.runner.aggregate;

import java.util.Arrays;

/**
 * Pieces of bytes in arrays of 1 MB, each piece whole in one array, never moved against its position. A large piece has an array of its own.
 */
final class ByteArena {
    private static final int SHIFT = 20;
    private static final int FULL = 1 << SHIFT;
    private static final int LARGE = 1 << 16;
    private static final int LEAST = 1 << 10;

    private byte[][] segments = new byte[0][];
    private int segmentCount;

    /** The segment that small pieces go to, or -1, and how much of it is taken. */
    private int current = -1;

    private int used;
    private long retained;

    /** What so many bytes of pieces mean for {@link #bytesAfter}: pieces of this length are counted separately. */
    static boolean isLarge(int length) {
        return length > LARGE;
    }

    /** The most bytes that may be held after more pieces have been added, small and large ones of so many bytes together. */
    long bytesAfter(long small, long large) {
        int length = current < 0 ? 0 : segments[current].length;
        if (small == 0) {
            return retained + large;
        }
        if (used + small <= FULL) {
            return retained + large - length + Math.max(length, roundUp((int) (used + small)));
        }
        // Each array but the last is filled at least so far that no small piece had room.
        long arrays = (small + FULL - LARGE - 1) / (FULL - LARGE);
        return retained + large - length + FULL + arrays * FULL;
    }

    long retainedBytes() {
        return retained;
    }

    /** Room for a piece; its position stays valid until {@link #clear}. */
    long add(int length) {
        if (isLarge(length)) {
            int segment = addSegment(length);
            return (long) segment << SHIFT;
        }
        if (current < 0 || used + length > FULL) {
            current = addSegment(current < 0 ? Math.max(LEAST, roundUp(length)) : FULL);
            used = 0;
        } else if (used + length > segments[current].length) {
            int grown = roundUp(used + length);
            retained += grown - segments[current].length;
            segments[current] = Arrays.copyOf(segments[current], grown);
        }
        long position = (long) current << SHIFT | used;
        used += length;
        return position;
    }

    /** The array that holds the piece at the position. It may be another one after the next {@link #add}. */
    byte[] bytes(long position) {
        return segments[(int) (position >>> SHIFT)];
    }

    /** Where in its array the piece begins. */
    static int offset(long position) {
        return (int) position & (FULL - 1);
    }

    private int addSegment(int length) {
        if (segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, Math.max(4, 2 * segmentCount));
        }
        segments[segmentCount] = new byte[length];
        retained += length;
        return segmentCount++;
    }

    private static int roundUp(int length) {
        return Math.max(LEAST, 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(length - 1)));
    }

    void clear() {
        segments = new byte[0][];
        segmentCount = 0;
        current = -1;
        used = 0;
        retained = 0;
    }
}
