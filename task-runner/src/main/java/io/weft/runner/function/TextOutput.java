package io.weft.runner.function;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes texts, piece by piece: what is appended before the next row is the row's. */
final class TextOutput extends Output {
    private static final int FIRST_BYTES = 1 << 10;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final int[] offsets = new int[Batch.MAX_ROWS + 1];
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    /** The first row whose offset is not known. */
    private int next;

    @Override
    void clear(int rows) {
        length = 0;
        next = 0;
    }

    @Override
    void moveTo(int newRow) {
        super.moveTo(newRow);
        fillTo(newRow);
    }

    private void fillTo(int row) {
        while (next <= row) {
            offsets[next++] = length;
        }
    }

    /** Room for so many bytes more in {@link #bytes}, from {@link #length} on. */
    void reserve(long more) {
        if (more > MOST_BYTES - length) {
            throw new WeftException(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot build a batch: its strings have more than 2 GiB (make fewer or shorter ones)");
        }
        int needed = length + (int) more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, 2L * bytes.length)));
        }
    }

    void append(byte[] source, int start, int count) {
        reserve(count);
        System.arraycopy(source, start, bytes, length, count);
        length += count;
    }

    void append(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    void append(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
    }

    /** Appends a text among the arguments. */
    void append(Arguments in, int index) {
        append(in.bytes(index), in.start(index), in.length(index));
    }

    @Override
    Vector vector() {
        fillTo(size());
        return new PlainBytesVector(size(), offsets, bytes, nulls());
    }
}
