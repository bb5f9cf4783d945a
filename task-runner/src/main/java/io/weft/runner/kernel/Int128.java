package io.weft.runner.kernel;

import java.math.BigInteger;

/**
 * A signed 128-bit integer that changes in place: one serves all rows of a loop. Operations that may not fit say so by returning false, after which
 * the value is undefined.
 */
public final class Int128 {
    /** The most digits whose every value fits. */
    public static final int MAX_DIGITS = 38;

    /** The most digits of a power of ten that {@link #power} gives. */
    static final int MAX_NARROW_POWER = 18;

    private static final int DIGITS_OF_INT = 9;
    private static final long LOW_32_BITS = 0xFFFF_FFFFL;
    private static final long[] POWERS = new long[MAX_NARROW_POWER + 1];
    private static final long[] WIDE_POWERS_HIGH = new long[MAX_DIGITS + 1];
    private static final long[] WIDE_POWERS_LOW = new long[MAX_DIGITS + 1];

    static {
        for (int digits = 0; digits <= MAX_DIGITS; digits++) {
            BigInteger power = BigInteger.TEN.pow(digits);
            WIDE_POWERS_LOW[digits] = power.longValue();
            WIDE_POWERS_HIGH[digits] = power.shiftRight(Long.SIZE).longValueExact();
            if (digits <= MAX_NARROW_POWER) {
                POWERS[digits] = power.longValueExact();
            }
        }
    }

    private long high;
    private long low;

    /** Ten to the power of {@code digits}, at most {@link #MAX_NARROW_POWER}. */
    static long power(int digits) {
        return POWERS[digits];
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /** Sets the number with these upper and lower 64 bits. */
    public void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
    }

    public boolean set(BigInteger value) {
        set(value.shiftRight(Long.SIZE).longValue(), value.longValue());
        return value.bitLength() < 2 * Long.SIZE;
    }

    /** Whether the value is its lower half, sign-extended. */
    public boolean isNarrow() {
        return high == low >> 63;
    }

    public BigInteger toBigInteger() {
        return toBigInteger(high, low);
    }

    /** The number with these upper and lower 64 bits. */
    public static BigInteger toBigInteger(long high, long low) {
        BigInteger lower = BigInteger.valueOf(low);
        if (high == low >> 63) {
            return lower;
        }
        // A negative lower half stands for itself plus two to the 64th.
        long carried = low < 0 ? high + 1 : high;
        BigInteger upper =
                low < 0 && carried == Long.MIN_VALUE ? BigInteger.ONE.shiftLeft(63) : BigInteger.valueOf(carried);
        return upper.shiftLeft(Long.SIZE).add(lower);
    }

    /** Less than, equal to or greater than zero, as the first number is to the second. */
    public static int compare(long leftHigh, long leftLow, long rightHigh, long rightLow) {
        return leftHigh == rightHigh ? Long.compareUnsigned(leftLow, rightLow) : Long.compare(leftHigh, rightHigh);
    }

    public boolean add(long otherHigh, long otherLow) {
        long sumLow = low + otherLow;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + otherHigh + carry;
        boolean fits = ((high ^ sumHigh) & (otherHigh ^ sumHigh)) >= 0;
        set(sumHigh, sumLow);
        return fits;
    }

    public boolean subtract(long otherHigh, long otherLow) {
        long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
        long differenceHigh = high - otherHigh - borrow;
        boolean fits = ((high ^ otherHigh) & (high ^ differenceHigh)) >= 0;
        set(differenceHigh, low - otherLow);
        return fits;
    }

    public boolean multiply(long otherHigh, long otherLow) {
        if (isNarrow() && otherHigh == otherLow >> 63) {
            set(Math.multiplyHigh(low, otherLow), low * otherLow);
            return true;
        }
        boolean negative = (high ^ otherHigh) < 0;
        makeMagnitude();
        long leftHigh = high;
        long leftLow = low;
        set(otherHigh, otherLow);
        makeMagnitude();
        boolean fits = multiplyMagnitude(leftHigh, leftLow);
        if (negative) {
            negate();
        }
        return fits;
    }

    /** Multiplies numbers of which neither is negative. */
    private boolean multiplyMagnitude(long otherHigh, long otherLow) {
        if (high != 0 && otherHigh != 0) {
            return false;
        }
        // One of the products is zero.
        long wide = high | otherHigh;
        long factor = high == 0 ? low : otherLow;
        long cross = wide * factor;
        boolean crossFits = wide >= 0 && multiplyHighUnsigned(wide, factor) == 0 && cross >= 0;
        long carried = multiplyHighUnsigned(low, otherLow);
        set(cross + carried, low * otherLow);
        return crossFits && carried >= 0 && high >= 0;
    }

    private static long multiplyHighUnsigned(long left, long right) {
        return Math.multiplyHigh(left, right) + ((left >> 63) & right) + ((right >> 63) & left);
    }

    /** Multiplies by ten to the power of {@code digits}. */
    public boolean scaleUp(int digits) {
        int left = digits;
        boolean fits = true;
        while (left > 0 && fits) {
            int step = Math.min(left, MAX_NARROW_POWER);
            fits = multiply(0, POWERS[step]);
            left -= step;
        }
        return fits;
    }

    /** Divides by ten to the power of {@code digits}; a half is rounded away from zero. */
    public void scaleDown(int digits) {
        if (digits <= 0) {
            return;
        }
        boolean negative = makeMagnitude();
        // Of what is dropped, the first digit alone decides.
        truncateMagnitude(digits - 1);
        low += 5;
        if (low >= 0 && low < 5) {
            high++;
        }
        divideMagnitude(10);
        if (negative) {
            negate();
        }
    }

    /** Divides by ten to the power of {@code digits}, dropping the remainder. */
    public void truncate(int digits) {
        boolean negative = makeMagnitude();
        truncateMagnitude(digits);
        if (negative) {
            negate();
        }
    }

    private void truncateMagnitude(int digits) {
        for (int left = digits; left > 0; left -= DIGITS_OF_INT) {
            divideMagnitude((int) POWERS[Math.min(left, DIGITS_OF_INT)]);
        }
    }

    /**
     * Divides by a number other than zero; a half is rounded away from zero. Of divisors it takes only those whose magnitude is less than two to
     * the 31st; for others it returns false.
     */
    public boolean divide(long divisorHigh, long divisorLow) {
        if (divisorHigh != divisorLow >> 63 || divisorLow != (int) divisorLow || divisorLow == Integer.MIN_VALUE) {
            return false;
        }
        int divisor = Math.abs((int) divisorLow);
        boolean negative = makeMagnitude() ^ divisorLow < 0;
        int remainder = divideMagnitude(divisor);
        if (remainder >= divisor - remainder) {
            low++;
            if (low == 0) {
                high++;
            }
        }
        if (negative) {
            negate();
        }
        return true;
    }

    /** Divides by a positive number, digit by digit of 32 bits, and returns the remainder. */
    private int divideMagnitude(int divisor) {
        long upper = high >>> 32;
        long digit3 = upper / divisor;
        long rest = ((upper % divisor) << 32) | (high & LOW_32_BITS);
        long digit2 = rest / divisor;
        rest = ((rest % divisor) << 32) | (low >>> 32);
        long digit1 = rest / divisor;
        rest = ((rest % divisor) << 32) | (low & LOW_32_BITS);
        long digit0 = rest / divisor;
        set((digit3 << 32) | digit2, (digit1 << 32) | digit0);
        return (int) (rest % divisor);
    }

    /** Makes the value unsigned, and returns whether it was negative. */
    private boolean makeMagnitude() {
        boolean negative = high < 0;
        if (negative) {
            negate();
        }
        return negative;
    }

    private void negate() {
        high = ~high + (low == 0 ? 1 : 0);
        low = -low;
    }

    /** Whether the value has no more decimal digits than this, at most {@link #MAX_DIGITS}. */
    public boolean hasAtMost(int digits) {
        long boundHigh = WIDE_POWERS_HIGH[digits];
        long boundLow = WIDE_POWERS_LOW[digits];
        if (high >= 0) {
            return compare(high, low, boundHigh, boundLow) < 0;
        }
        long negatedHigh = ~boundHigh + (boundLow == 0 ? 1 : 0);
        return compare(high, low, negatedHigh, -boundLow) > 0;
    }
}
