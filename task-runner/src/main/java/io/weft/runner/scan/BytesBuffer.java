package io.weft.runner.scan;

import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Byte strings one after the other, with their lengths by slot. It grows up to a limit, beyond which the file is taken for damaged. */
final class BytesBuffer {
    /** The most that the strings of one batch may take. */
    private static final int MOST_BYTES = 1 << 30;

    private byte[] bytes = new byte[0];
    private int end;
    private int[] lengths = new int[0];

    /** Starts afresh with arrays of its own, with room for so many strings and about as many bytes. */
    void begin(int slots, int room) {
        lengths = new int[slots];
        bytes = new byte[room];
        end = 0;
    }

    /** Starts again in the same arrays where they have room for so many strings. */
    void reuse(int slots) {
        if (lengths.length < slots) {
            lengths = new int[slots];
        }
        end = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The number of bytes in use. */
    int end() {
        return end;
    }

    int[] lengths() {
        return lengths;
    }

    /** Makes room for so many bytes, which are in use from now on; returns the place of the first in {@link #bytes}, asked for anew. */
    int reserve(long count) {
        if (count > bytes.length - end) {
            long needed = end + count;
            if (count < 0 || needed > MOST_BYTES) {
                throw new ParquetDecodingException("more than %d bytes in one batch".formatted(MOST_BYTES));
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, end + (end >> 1)), MOST_BYTES));
        }
        int place = end;
        end += (int) count;
        return place;
    }

    /** Appends one string as that of the slot. */
    void append(int slot, byte[] source, int start, int length) {
        int place = reserve(length);
        System.arraycopy(source, start, bytes, place, length);
        lengths[slot] = length;
    }
}
