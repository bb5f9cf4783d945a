package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** The values of a bigint column, or the microseconds since 1970-01-01 of a timestamp column, with or without a zone. */
public final class LongVector implements Vector {
    private final int size;
    private final long[] values;
    private final boolean @Nullable [] nulls;

    /** Takes over both arrays: the caller writes to them no more. */
    public LongVector(int size, long[] values, boolean @Nullable [] nulls) {
        Nulls.check(values.length, size);
        Nulls.check(nulls, size);
        this.size = size;
        this.values = values;
        this.nulls = nulls;
    }

    /** The values by row, to be read only. */
    public long[] values() {
        return values;
    }

    public long value(int row) {
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
        return VectorKind.LONG;
    }

    @Override
    public LongVector take(int[] positions, int count) {
        long[] taken = new long[count];
        for (int index = 0; index < count; index++) {
            taken[index] = values[positions[index]];
        }
        return new LongVector(count, taken, Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return 8L * values.length + Nulls.bytes(nulls);
    }
}
