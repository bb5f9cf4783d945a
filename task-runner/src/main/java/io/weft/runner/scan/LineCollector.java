package io.weft.runner.scan;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.PlainBytesVector;
import java.util.Arrays;

/** Puts lines behind each other, and keeps where each began. */
final class LineCollector {
    /** A batch ends with the line that reaches it. */
    private static final int ENOUGH_BYTES = 1 << 20;

    private static final int FIRST_BYTES = 64 * 1024;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final int[] offsets = new int[Batch.MAX_ROWS + 1];
    private final long[] places = new long[Batch.MAX_ROWS];
    private final long[] numbers = new long[Batch.MAX_ROWS];
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

    /**
     * Says that all of a line has been added.
     *
     * @param place of its first byte in the text
     * @param number of the line, counted by its reader
     */
    void endLine(long place, long number) {
        places[size] = place;
        numbers[size] = number;
        offsets[++size] = end;
    }

    /** Forgets all lines; not after {@link #vector}. */
    void clear() {
        size = 0;
        end = 0;
    }

    /** Where the lines' bytes are. */
    byte[] bytes() {
        return bytes;
    }

    /** Where a line begins in {@link #bytes}. */
    int start(int line) {
        return offsets[line];
    }

    /** Where a line ends, its line end not included; for the line that has not ended, where it ends so far. */
    int end(int line) {
        return line == size ? end : offsets[line + 1];
    }

    /** Where a line begins in the text. */
    long place(int line) {
        return places[line];
    }

    /** A line's number. */
    long number(int line) {
        return numbers[line];
    }

    PlainBytesVector vector() {
        return new PlainBytesVector(size, offsets, bytes, null);
    }
}
