package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Holds where a number or a date lies in a range, or where it does not. */
final class RangeTest extends ValueTest {
    private final int outside;
    private final Range ints;
    private final Range longs;
    private final WideRanges wide;
    private int[] flags = new int[0];
    private long[] longFlags = new long[0];

    private RangeTest(Evaluator input, Range range, int outside) {
        super(input);
        this.outside = outside;
        ints = range.within(Integer.SIZE);
        longs = range.within(Long.SIZE);
        wide = new WideRanges(range);
    }

    static RangeTest within(Evaluator input, Range range) {
        return new RangeTest(input, range, 0);
    }

    static RangeTest outside(Evaluator input, Range range) {
        return new RangeTest(input, range, 1);
    }

    @Override
    int test(Vector vector, int @Nullable [] positions, int count, int[] out) {
        return switch (vector.kind()) {
            case INT -> ints(((IntVector) vector).values(), positions, count, out);
            case LONG -> longs(((LongVector) vector).values(), positions, count, out);
            case DOUBLE -> doubles(((DoubleVector) vector).values(), positions, count, out);
            case DECIMAL -> decimals((DecimalVector) vector, positions, count, out);
            case BOOLEAN, BYTES, LIST, MAP, STRUCT -> throw new IllegalStateException("No range of " + vector.kind());
        };
    }

    private int ints(int[] values, int @Nullable [] positions, int count, int[] out) {
        if (ints.isEmpty()) {
            return outsideAll(positions, count, out);
        }
        int least = ints.least().intValue();
        int greatest = ints.greatest().intValue();
        if (positions != null) {
            return IntRanges.among(values, least, greatest, outside, positions, count, out);
        }
        if (flags.length == 0) {
            flags = new int[Batch.MAX_ROWS];
        }
        return IntRanges.all(values, least, greatest, outside, count, flags, out);
    }

    private int longs(long[] values, int @Nullable [] positions, int count, int[] out) {
        if (longs.isEmpty()) {
            return outsideAll(positions, count, out);
        }
        long least = longs.least().longValue();
        long greatest = longs.greatest().longValue();
        return positions == null
                ? LongRanges.all(values, least, greatest, outside, count, longFlags(), out)
                : LongRanges.among(values, least, greatest, outside, positions, count, out);
    }

    private int doubles(double[] values, int @Nullable [] positions, int count, int[] out) {
        if (longs.isEmpty()) {
            return outsideAll(positions, count, out);
        }
        long least = longs.least().longValue();
        long greatest = longs.greatest().longValue();
        return positions == null
                ? DoubleRanges.all(values, least, greatest, outside, count, longFlags(), out)
                : DoubleRanges.among(values, least, greatest, outside, positions, count, out);
    }

    private int decimals(DecimalVector vector, int @Nullable [] positions, int count, int[] out) {
        long[] high = vector.high();
        if (high == null) {
            return longs(vector.low(), positions, count, out);
        }
        return outside == 0
                ? wide.within(high, vector.low(), positions, count, out)
                : wide.outside(high, vector.low(), positions, count, out);
    }

    /** What an empty range selects. */
    private int outsideAll(int @Nullable [] positions, int count, int[] out) {
        return outside == 0 ? 0 : Positions.all(positions, count, out);
    }

    private long[] longFlags() {
        if (longFlags.length == 0) {
            longFlags = new long[Batch.MAX_ROWS];
        }
        return longFlags;
    }
}
