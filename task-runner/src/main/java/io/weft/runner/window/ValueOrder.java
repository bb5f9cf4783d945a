package io.weft.runner.window;

import io.weft.expr.SortOrder;
import io.weft.runner.kernel.DoubleOrder;
import io.weft.runner.kernel.Int128;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.math.BigInteger;

/** Compares the values that rows are ordered by with a bound: with the value at a distance from some row's. One serves one frame's bound. */
abstract class ValueOrder {
    private final SortOrder order;

    private ValueOrder(SortOrder order) {
        this.order = order;
    }

    /**
     * An order of the values of a column.
     *
     * @param distance from a row's value to the bound, in the direction of the order
     */
    static ValueOrder of(Type type, SortOrder order, long distance) {
        if (type instanceof DecimalType decimal) {
            BigInteger unscaled = BigInteger.valueOf(distance).multiply(BigInteger.TEN.pow(decimal.scale()));
            return new OfDecimals(order, order.isDescending() ? unscaled.negate() : unscaled);
        }
        long shift = order.isDescending() ? -distance : distance;
        return type.equals(Type.FLOAT) || type.equals(Type.DOUBLE)
                ? new OfDoubles(order, shift)
                : new OfIntegers(order, shift);
    }

    /** Takes the bound from a row's value, which is not null. */
    abstract void bind(Vector values, int row);

    /** The natural order of a row's value, which is not null, and the bound. */
    abstract int compare(Vector values, int row);

    /** Less than, equal to or greater than zero, as the row stands before the bound, at it, or behind it. */
    final int place(Vector values, int row) {
        if (values.isNull(row)) {
            return order.isNullsFirst() ? -1 : 1;
        }
        int natural = compare(values, row);
        return order.isDescending() ? -natural : natural;
    }

    private static final class OfIntegers extends ValueOrder {
        private final long shift;
        private long bound;

        /** Whether the bound lies behind all values there can be, or before. */
        private boolean beyond;

        OfIntegers(SortOrder order, long shift) {
            super(order);
            this.shift = shift;
        }

        private static long value(Vector values, int row) {
            return values instanceof IntVector ints ? ints.value(row) : ((LongVector) values).value(row);
        }

        @Override
        void bind(Vector values, int row) {
            long value = value(values, row);
            bound = value + shift;
            beyond = ((bound ^ value) & (bound ^ shift)) < 0;
        }

        @Override
        int compare(Vector values, int row) {
            return beyond ? -Long.signum(shift) : Long.compare(value(values, row), bound);
        }
    }

    private static final class OfDoubles extends ValueOrder {
        private final long shift;
        private long bound;

        OfDoubles(SortOrder order, long shift) {
            super(order);
            this.shift = shift;
        }

        @Override
        void bind(Vector values, int row) {
            bound = DoubleOrder.key(((DoubleVector) values).value(row) + shift);
        }

        @Override
        int compare(Vector values, int row) {
            return Long.compare(DoubleOrder.key(((DoubleVector) values).value(row)), bound);
        }
    }

    private static final class OfDecimals extends ValueOrder {
        private final long shiftHigh;
        private final long shiftLow;
        private final int sign;

        /** Whether the distance alone is longer than any decimal. */
        private final boolean tooFar;

        private long high;
        private long low;
        private boolean beyond;

        OfDecimals(SortOrder order, BigInteger shift) {
            super(order);
            this.shiftHigh = shift.shiftRight(Long.SIZE).longValue();
            this.shiftLow = shift.longValue();
            this.tooFar = shift.bitLength() >= 2 * Long.SIZE - 1;
            this.sign = shift.signum();
        }

        /** No decimal has more than 38 digits, so that a bound that needs more than 128 bits is beyond them all. */
        @Override
        void bind(Vector values, int row) {
            DecimalVector decimals = (DecimalVector) values;
            long upper = decimals.high(row);
            low = decimals.low(row) + shiftLow;
            long carry = Long.compareUnsigned(low, shiftLow) < 0 ? 1 : 0;
            high = upper + shiftHigh + carry;
            beyond = tooFar || ((high ^ upper) & (high ^ shiftHigh)) < 0;
        }

        @Override
        int compare(Vector values, int row) {
            if (beyond) {
                return -sign;
            }
            DecimalVector decimals = (DecimalVector) values;
            return Int128.compare(decimals.high(row), decimals.low(row), high, low);
        }
    }
}
