package io.weft.runner.kernel;

import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Holds where a number or a date lies in a range, or where it does not. */
final class RangeTest extends ValueTest {
    private final boolean inside;
    private final int leastInt;
    private final int greatestInt;
    private final long least;
    private final long greatest;
    private final WideRanges wide;

    private RangeTest(Evaluator input, Range range, boolean inside) {
        super(input);
        this.inside = inside;
        Range ints = range.within(Integer.SIZE);
        leastInt = ints.least().intValue();
        greatestInt = ints.greatest().intValue();
        Range longs = range.within(Long.SIZE);
        least = longs.least().longValue();
        greatest = longs.greatest().longValue();
        wide = new WideRanges(range);
    }

    static RangeTest within(Evaluator input, Range range) {
        return new RangeTest(input, range, true);
    }

    static RangeTest outside(Evaluator input, Range range) {
        return new RangeTest(input, range, false);
    }

    @Override
    int test(Vector vector, int @Nullable [] positions, int count, int[] out) {
        return switch (vector.kind()) {
            case INT -> ints(((IntVector) vector).values(), positions, count, out);
            case LONG -> longs(((LongVector) vector).values(), positions, count, out);
            case DOUBLE -> doubles(((DoubleVector) vector).values(), positions, count, out);
            case DECIMAL -> decimals((DecimalVector) vector, positions, count, out);
            case BOOLEAN, BYTES -> throw new IllegalStateException("No range of " + vector.kind());
        };
    }

    private int ints(int[] values, int @Nullable [] positions, int count, int[] out) {
        if (positions == null) {
            return inside
                    ? IntRanges.within(values, leastInt, greatestInt, count, out)
                    : IntRanges.outside(values, leastInt, greatestInt, count, out);
        }
        return inside
                ? IntRanges.within(values, leastInt, greatestInt, positions, count, out)
                : IntRanges.outside(values, leastInt, greatestInt, positions, count, out);
    }

    private int longs(long[] values, int @Nullable [] positions, int count, int[] out) {
        if (positions == null) {
            return inside
                    ? LongRanges.within(values, least, greatest, count, out)
                    : LongRanges.outside(values, least, greatest, count, out);
        }
        return inside
                ? LongRanges.within(values, least, greatest, positions, count, out)
                : LongRanges.outside(values, least, greatest, positions, count, out);
    }

    private int doubles(double[] values, int @Nullable [] positions, int count, int[] out) {
        if (positions == null) {
            return inside
                    ? DoubleRanges.within(values, least, greatest, count, out)
                    : DoubleRanges.outside(values, least, greatest, count, out);
        }
        return inside
                ? DoubleRanges.within(values, least, greatest, positions, count, out)
                : DoubleRanges.outside(values, least, greatest, positions, count, out);
    }

    private int decimals(DecimalVector vector, int @Nullable [] positions, int count, int[] out) {
        long[] high = vector.high();
        if (high == null) {
            return longs(vector.low(), positions, count, out);
        }
        return inside
                ? wide.within(high, vector.low(), positions, count, out)
                : wide.outside(high, vector.low(), positions, count, out);
    }
}
