package io.weft.runner.vector;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds {@link BytesVector}s: ids as long as all rows come from one dictionary, else bytes. */
public final class BytesVectorBuilder extends VectorBuilder {
    private static final int GUESSED_LENGTH = 8;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    /** Ends of the rows where there is no dictionary, else ids. */
    private int[] slots;

    private byte[] bytes = new byte[0];
    private int byteCount;
    private boolean hasPlainValues;
    private @Nullable BytesDictionary dictionary;

    public BytesVectorBuilder(int rows) {
        super(rows);
        slots = new int[rows];
    }

    /** Appends a value by copying its bytes. */
    public void append(byte[] source, int start, int length) {
        if (dictionary != null) {
            leaveDictionary(dictionary);
        }
        hasPlainValues = true;
        int row = nextRow();
        reserve(length);
        System.arraycopy(source, start, bytes, byteCount, length);
        byteCount += length;
        slots[row] = byteCount;
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        if (source instanceof CodedBytesVector coded && staysCoded(coded.dictionary())) {
            int next = nextRow();
            slots[next] = coded.id(row);
            return;
        }
        BytesVector values = (BytesVector) source;
        append(values.bytes(), values.start(row), values.length(row));
    }

    private boolean staysCoded(BytesDictionary candidate) {
        if (dictionary == null && !hasPlainValues) {
            dictionary = candidate;
        }
        return dictionary == candidate;
    }

    @Override
    public BytesVector build() {
        int size = size();
        if (dictionary != null) {
            BytesDictionary shared = dictionary;
            CodedBytesVector vector = new CodedBytesVector(size, slots, shared, takeNulls());
            slots = new int[size];
            dictionary = null;
            return vector;
        }
        int[] offsets = new int[size + 1];
        for (int row = 0; row < size; row++) {
            // A null leaves 0 where its end belongs.
            offsets[row + 1] = Math.max(offsets[row], slots[row]);
        }
        PlainBytesVector vector = new PlainBytesVector(size, offsets, Arrays.copyOf(bytes, byteCount), takeNulls());
        Arrays.fill(slots, 0, size, 0);
        byteCount = 0;
        hasPlainValues = false;
        return vector;
    }

    /** Writes out the values that were ids so far. */
    private void leaveDictionary(BytesDictionary left) {
        boolean[] nulls = nullsSoFar();
        for (int row = 0; row < size(); row++) {
            if (nulls == null || row >= nulls.length || !nulls[row]) {
                int length = left.length(slots[row]);
                reserve(length);
                System.arraycopy(left.bytes(), left.start(slots[row]), bytes, byteCount, length);
                byteCount += length;
                slots[row] = byteCount;
            }
        }
        dictionary = null;
    }

    private void reserve(int length) {
        if (length > MOST_BYTES - byteCount) {
            throw new WeftException(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot build a batch: its strings have more than 2 GiB (split rows with such long values)");
        }
        int needed = byteCount + length;
        if (needed > bytes.length) {
            long grown = Math.max(needed, bytes.length + (bytes.length >> 1) + (long) GUESSED_LENGTH * slots.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, grown));
        }
    }

    @Override
    int capacity() {
        return slots.length;
    }

    @Override
    void grow(int rows) {
        slots = Arrays.copyOf(slots, rows);
    }

    @Override
    public long retainedBytes() {
        return 4L * slots.length + bytes.length + nullBytes();
    }
}
