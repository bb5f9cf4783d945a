package io.weft.runner.join;

import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kept values of {@link DecimalVector}s, each chunk in the form that it came in. */
final class StoredDecimals extends StoredColumn {
    private long[] @Nullable [] low = new long[0][];
    private long[] @Nullable [] high = new long[0][];
    private boolean isWide;

    @Override
    void put(int chunk, int room, Vector vector) {
        if (low.length < room) {
            low = Arrays.copyOf(low, room);
            high = Arrays.copyOf(high, room);
        }
        DecimalVector decimals = (DecimalVector) vector;
        low[chunk] = decimals.low();
        high[chunk] = decimals.high();
        isWide |= decimals.high() != null;
    }

    @Override
    void remove(int chunk) {
        low[chunk] = null;
        high[chunk] = null;
    }

    @Override
    DecimalVector gather(int[] rows, int count) {
        boolean[] nulls = nullsAt(rows, count);
        long[] lower = new long[count];
        for (int index = 0; index < count; index++) {
            int row = rows[index];
            if (nulls == null || !nulls[index]) {
                lower[index] = low[row >>> RowAddress.BITS][row & RowAddress.MASK];
            }
        }
        if (!isWide) {
            return new DecimalVector(count, lower, null, nulls);
        }
        long[] upper = new long[count];
        for (int index = 0; index < count; index++) {
            if (nulls == null || !nulls[index]) {
                upper[index] = high(rows[index], lower[index]);
            }
        }
        return new DecimalVector(count, lower, upper, nulls);
    }

    /** The upper half of a value whose lower half is known. */
    private long high(int row, long lower) {
        long[] chunk = high[row >>> RowAddress.BITS];
        return chunk == null ? lower >> 63 : chunk[row & RowAddress.MASK];
    }

    @Override
    void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs) {
        DecimalVector probed = (DecimalVector) probe;
        for (int place = 0; place < count; place++) {
            int index = indexes[place];
            int row = rows[index];
            long lower = low[row >>> RowAddress.BITS][row & RowAddress.MASK];
            differs[place] |=
                    probed.low(positions[index]) != lower || probed.high(positions[index]) != high(row, lower);
        }
    }
}
