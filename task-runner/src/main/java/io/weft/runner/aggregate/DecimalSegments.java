package io.weft.runner.aggregate;

import io.weft.runner.vector.DecimalVector;
import java.math.BigInteger;

/** An unscaled decimal a group, zero at first: in 64 bits, all in 128 once one needs it. */
final class DecimalSegments {
    private final LongSegments low = new LongSegments(1);

    /** The upper halves, where {@link #wide}. */
    private final LongSegments high = new LongSegments(1);

    private boolean wide;

    boolean isWide() {
        return wide;
    }

    LongSegments low() {
        return low;
    }

    LongSegments high() {
        return high;
    }

    long low(int group) {
        return low.get(group);
    }

    long high(int group) {
        return wide ? high.get(group) : low.get(group) >> 63;
    }

    /** Sets a value; one beyond 64 bits only where {@link #isWide}. */
    void set(int group, long upper, long lower) {
        low.set(group, lower);
        if (wide) {
            high.set(group, upper);
        }
    }

    BigInteger value(int group) {
        BigInteger lower = BigInteger.valueOf(low(group) >>> 1).shiftLeft(1).add(BigInteger.valueOf(low(group) & 1));
        return BigInteger.valueOf(high(group)).shiftLeft(Long.SIZE).add(lower);
    }

    /** Bytes held once there is room for so many groups, in 128 bits or as now. */
    long bytesFor(int groups, boolean inWide) {
        return low.bytesFor(groups) + (wide || inWide ? high.bytesFor(groups) : 0);
    }

    long retainedBytes() {
        return low.retainedBytes() + high.retainedBytes();
    }

    void ensure(int groups) {
        low.ensure(groups);
        if (wide) {
            high.ensure(groups);
        }
    }

    void widen() {
        if (wide) {
            return;
        }
        wide = true;
        high.ensure(low.capacity());
        for (int group = 0; group < low.capacity(); group++) {
            high.set(group, low.get(group) >> 63);
        }
    }

    /** The values of these groups, nulls where flagged. */
    DecimalVector vector(int[] groups, int count, boolean[] nulls) {
        long[] lower = new long[count];
        for (int index = 0; index < count; index++) {
            lower[index] = low.get(groups[index]);
        }
        if (!wide) {
            return new DecimalVector(count, lower, null, nulls);
        }
        long[] upper = new long[count];
        for (int index = 0; index < count; index++) {
            upper[index] = high.get(groups[index]);
        }
        return new DecimalVector(count, lower, upper, nulls);
    }

    void clear() {
        low.clear();
        high.clear();
        wide = false;
    }
}
