package io.weft.runner.sort;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The keys of some rows, each a string of bytes: the rows are ordered as these are, compared as unsigned bytes. No key begins with another that is not
 * equal to it. Made by {@link KeyEncoder}.
 */
public final class RowKeys {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int[] offsets;

    /** Takes over the arrays; key {@code r} lies from {@code offsets[r]} to {@code offsets[r + 1]}. */
    RowKeys(byte[] bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** The number of keys. */
    public int size() {
        return offsets.length - 1;
    }

    /** The bytes of a key. */
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** Less than, equal to or greater than zero, as the key comes before the other, is equal to it, or comes after it. */
    public int compare(int row, RowKeys other, int otherRow) {
        return compare(row, other, otherRow, 0);
    }

    /** The same for keys whose first {@code skip} bytes are known to be equal. */
    int compare(int row, RowKeys other, int otherRow, int skip) {
        return Arrays.compareUnsigned(
                bytes,
                offsets[row] + skip,
                offsets[row + 1],
                other.bytes,
                other.offsets[otherRow] + skip,
                other.offsets[otherRow + 1]);
    }

    /** The same for any string of bytes, not only keys. */
    public int compare(int row, byte[] other) {
        return Arrays.compareUnsigned(bytes, offsets[row], offsets[row + 1], other, 0, other.length);
    }

    /** How many bytes from {@code skip} on the two keys have in common, at most {@code most}. */
    int common(int row, RowKeys other, int otherRow, int skip, int most) {
        int from = offsets[row] + skip;
        int otherFrom = other.offsets[otherRow] + skip;
        int length = Math.min(most, Math.min(offsets[row + 1] - from, other.offsets[otherRow + 1] - otherFrom));
        int mismatch = Arrays.mismatch(bytes, from, from + length, other.bytes, otherFrom, otherFrom + length);
        return mismatch < 0 ? length : mismatch;
    }

    /** Eight bytes of the key after the first {@code skip}, zeros where it has fewer; to be compared unsigned. */
    long prefix(int row, int skip) {
        int from = offsets[row] + skip;
        int end = offsets[row + 1];
        if (from + Long.BYTES <= end) {
            return (long) LONG.get(bytes, from);
        }
        long prefix = 0;
        for (int index = 0; index < Long.BYTES; index++) {
            int at = from + index;
            prefix = prefix << Byte.SIZE | (at < end ? bytes[at] & 0xFF : 0);
        }
        return prefix;
    }

    /** A copy of the key, or of its beginning where it is longer than {@code most} bytes. */
    public byte[] copy(int row, int most) {
        return Arrays.copyOfRange(bytes, offsets[row], offsets[row] + Math.min(most, length(row)));
    }

    /** Bytes of heap that the arrays hold. */
    long retainedBytes() {
        return bytes.length + 4L * offsets.length;
    }
}
