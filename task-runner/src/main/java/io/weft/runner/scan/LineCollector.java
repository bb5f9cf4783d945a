package io.weft.runner.scan;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.PlainBytesVector;
import java.util.Arrays;

/** Puts lines behind each other into one vector. */
final class LineCollector {
    /** A batch ends with the line that reaches it. */
    private static final int ENOUGH_BYTES = 1 << 20;

    private static final int FIRST_BYTES = 64 * 1024;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final int[] offsets = new int[Batch.MAX_ROWS + 1];
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private int end;

    boolean isFull() {
        return size == Batch.MAX_ROWS || end >= ENOUGH_BYTES;
    }

    int size() {
        return size;
    }

    /** The bytes of the line that has not ended yet. */
    int open() {
        return end - offsets[size];
    }

    /** Adds bytes to the line that has not ended yet. */
    void append(byte[] source, int start, int count) {
        if (count > bytes.length - end) {
            long grown = Math.max((long) end + count, end + (end >> 1));
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, MOST_BYTES));
        }
        System.arraycopy(source, start, bytes, end, count);
        end += count;
    }

    void endLine() {
        offsets[++size] = end;
    }

    PlainBytesVector vector() {
        return new PlainBytesVector(size, offsets, bytes, null);
    }
}
