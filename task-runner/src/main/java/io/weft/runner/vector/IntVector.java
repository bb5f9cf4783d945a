package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** The values of a tinyint, smallint or int column, or the days since 1970-01-01 of a date column. */
public final class IntVector implements Vector {
    private final int size;
    private final int[] values;
    private final boolean @Nullable [] nulls;

    /** Takes over both arrays: the caller writes to them no more. */
    public IntVector(int size, int[] values, boolean @Nullable [] nulls) {
        Nulls.check(values.length, size);
        Nulls.check(nulls, size);
        this.size = size;
        this.values = values;
        this.nulls = nulls;
    }

    /** The values by row, to be read only. */
    public int[] values() {
        return values;
    }

    public int value(int row) {
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
        return VectorKind.INT;
    }

    @Override
    public IntVector take(int[] positions, int count) {
        int[] taken = new int[count];
        for (int index = 0; index < count; index++) {
            taken[index] = values[positions[index]];
        }
        return new IntVector(count, taken, Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return 4L * values.length + Nulls.bytes(nulls);
    }
}
