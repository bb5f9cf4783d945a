package io.weft.runner.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds {@link DecimalVector}s: in the 64-bit form until a value needs more. */
public final class DecimalVectorBuilder extends VectorBuilder {
    private long[] low;
    private long @Nullable [] high;

    public DecimalVectorBuilder(int rows) {
        super(rows);
        low = new long[rows];
    }

    /** Appends an unscaled value of 64 bits. */
    public void append(long value) {
        int row = nextRow();
        low[row] = value;
        if (high != null) {
            high[row] = value >> 63;
        }
    }

    /** Appends an unscaled value of 128 bits, in two halves. */
    public void append(long upper, long lower) {
        if (upper == lower >> 63) {
            append(lower);
            return;
        }
        int row = nextRow();
        low[row] = lower;
        if (high == null) {
            high = widened(row);
        }
        high[row] = upper;
    }

    private long[] widened(int rows) {
        long[] upper = new long[low.length];
        for (int row = 0; row < rows; row++) {
            upper[row] = low[row] >> 63;
        }
        return upper;
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        DecimalVector decimals = (DecimalVector) source;
        append(decimals.high(row), decimals.low(row));
    }

    @Override
    public DecimalVector build() {
        int size = size();
        DecimalVector vector = new DecimalVector(size, low, high, takeNulls());
        low = new long[size];
        high = null;
        return vector;
    }

    @Override
    int capacity() {
        return low.length;
    }

    @Override
    void grow(int rows) {
        low = Arrays.copyOf(low, rows);
        if (high != null) {
            high = Arrays.copyOf(high, rows);
        }
    }

    @Override
    public long retainedBytes() {
        return 8L * low.length + (high == null ? 0 : 8L * high.length) + nullBytes();
    }
}
