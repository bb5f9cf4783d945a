package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** Byte strings that lie one after the other in one array. */
public final class PlainBytesVector implements BytesVector {
    private final int size;
    private final int[] offsets;
    private final byte[] bytes;
    private final boolean @Nullable [] nulls;

    /**
     * Takes over the arrays: the caller writes to them no more.
     *
     * @param offsets {@code size + 1} rising places in {@code bytes}: row {@code r} lies from {@code offsets[r]} to {@code offsets[r + 1]}
     */
    public PlainBytesVector(int size, int[] offsets, byte[] bytes, boolean @Nullable [] nulls) {
        Nulls.check(offsets.length, size + 1);
        Nulls.check(nulls, size);
        this.size = size;
        this.offsets = offsets;
        this.bytes = bytes;
        this.nulls = nulls;
    }

    /** The start of each row in {@link #bytes} and, after them, the end of the last, to be read only. */
    public int[] offsets() {
        return offsets;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int start(int row) {
        return offsets[row];
    }

    @Override
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean @Nullable [] nulls() {
        return nulls;
    }

    @Override
    public PlainBytesVector take(int[] positions, int count) {
        int[] takenOffsets = new int[count + 1];
        for (int index = 0; index < count; index++) {
            takenOffsets[index + 1] = takenOffsets[index] + length(positions[index]);
        }
        byte[] takenBytes = new byte[takenOffsets[count]];
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            System.arraycopy(bytes, offsets[row], takenBytes, takenOffsets[index], length(row));
        }
        return new PlainBytesVector(count, takenOffsets, takenBytes, Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return 4L * offsets.length + bytes.length + Nulls.bytes(nulls);
    }
}
