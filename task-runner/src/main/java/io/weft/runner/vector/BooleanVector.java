package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** The values of a boolean column. */
public final class BooleanVector implements Vector {
    private final int size;
    private final boolean[] values;
    private final boolean @Nullable [] nulls;

    /** Takes over both arrays: the caller writes to them no more. */
    public BooleanVector(int size, boolean[] values, boolean @Nullable [] nulls) {
        Nulls.check(values.length, size);
        Nulls.check(nulls, size);
        this.size = size;
        this.values = values;
        this.nulls = nulls;
    }

    /** The values by row, to be read only. */
    public boolean[] values() {
        return values;
    }

    public boolean value(int row) {
        return values[row];
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
    public VectorKind kind() {
        return VectorKind.BOOLEAN;
    }

    @Override
    public BooleanVector take(int[] positions, int count) {
        boolean[] taken = new boolean[count];
        for (int index = 0; index < count; index++) {
            taken[index] = values[positions[index]];
        }
        return new BooleanVector(count, taken, Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return values.length + Nulls.bytes(nulls);
    }
}
