package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/**
 * The unscaled values of a decimal column; the scale is the type's.
 *
 * <p>A vector has one of two forms: where every value fits 64 bits, {@link #low} holds the values and {@link #high} is null;
 * else a value is the 128-bit two's complement number with these upper and lower halves. Equal values may come in either form.
 */
public final class DecimalVector implements Vector {
    private final int size;
    private final long[] low;
    private final long @Nullable [] high;
    private final boolean @Nullable [] nulls;

    /** Takes over the arrays: the caller writes to them no more. */
    public DecimalVector(int size, long[] low, long @Nullable [] high, boolean @Nullable [] nulls) {
        Nulls.check(low.length, size);
        if (high != null) {
            Nulls.check(high.length, size);
        }
        Nulls.check(nulls, size);
        this.size = size;
        this.low = low;
        this.high = high;
        this.nulls = nulls;
    }

    /** The values, or their lower 64 bits, by row, to be read only. */
    public long[] low() {
        return low;
    }

    /** The upper 64 bits by row, to be read only; null where every value is its lower half, sign-extended. */
    public long @Nullable [] high() {
        return high;
    }

    public long low(int row) {
        return low[row];
    }

    /** The upper 64 bits of the value, in either form. */
    public long high(int row) {
        return high == null ? low[row] >> 63 : high[row];
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
        return VectorKind.DECIMAL;
    }

    @Override
    public DecimalVector take(int[] positions, int count) {
        return new DecimalVector(
                count,
                take(low, positions, count),
                high == null ? null : take(high, positions, count),
                Nulls.take(nulls, positions, count));
    }

    private static long[] take(long[] values, int[] positions, int count) {
        long[] taken = new long[count];
        for (int index = 0; index < count; index++) {
            taken[index] = values[positions[index]];
        }
        return taken;
    }

    @Override
    public long retainedBytes() {
        return 8L * low.length + (high == null ? 0 : 8L * high.length) + Nulls.bytes(nulls);
    }
}
