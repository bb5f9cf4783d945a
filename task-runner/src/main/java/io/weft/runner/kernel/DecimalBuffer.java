package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop over decimals writes: in the 64-bit form into {@link #narrow}, or value by value after {@link #startWide}. It becomes a vector of
 * 128-bit values only where one of them needs it.
 */
final class DecimalBuffer {
    private final long[] low = new long[Batch.MAX_ROWS];
    private long @Nullable [] high;
    private boolean fitsNarrow = true;

    /** The array for values of 64 bits. */
    long[] narrow() {
        fitsNarrow = true;
        return low;
    }

    /** To be called before the first {@link #put} of a batch. */
    void startWide() {
        fitsNarrow = true;
        if (high == null) {
            high = new long[Batch.MAX_ROWS];
        }
    }

    void put(int row, Int128 value) {
        low[row] = value.low();
        if (high != null) {
            high[row] = value.high();
        }
        fitsNarrow &= value.isNarrow();
    }

    DecimalVector vector(int size, boolean @Nullable [] nulls) {
        Masks.zero(low, nulls, size);
        if (fitsNarrow || high == null) {
            return new DecimalVector(size, low, null, nulls);
        }
        Masks.zero(high, nulls, size);
        return new DecimalVector(size, low, high, nulls);
    }
}
