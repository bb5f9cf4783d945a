package io.weft.runner.kernel;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Selects the rows whose 128-bit integers lie in a range. */
final class WideRanges {
    private final long leastHigh;
    private final long leastLow;
    private final long greatestHigh;
    private final long greatestLow;

    WideRanges(Range range) {
        Range bounds = range.within(2 * Long.SIZE);
        leastHigh = high(bounds.least());
        leastLow = bounds.least().longValue();
        greatestHigh = high(bounds.greatest());
        greatestLow = bounds.greatest().longValue();
    }

    private static long high(BigInteger value) {
        return value.shiftRight(Long.SIZE).longValueExact();
    }

    int within(long[] high, long[] low, int @Nullable [] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions == null ? index : positions[index];
            out[found] = row;
            if (contains(high[row], low[row])) {
                found++;
            }
        }
        return found;
    }

    int outside(long[] high, long[] low, int @Nullable [] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions == null ? index : positions[index];
            out[found] = row;
            if (!contains(high[row], low[row])) {
                found++;
            }
        }
        return found;
    }

    private boolean contains(long high, long low) {
        return Int128.compare(leastHigh, leastLow, high, low) <= 0
                && Int128.compare(high, low, greatestHigh, greatestLow) <= 0;
    }
}
