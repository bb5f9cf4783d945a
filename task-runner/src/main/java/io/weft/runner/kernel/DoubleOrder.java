package io.weft.runner.kernel;

/** The order of doubles that docs/semantics.md gives: -0.0 equals 0.0, and NaN equals itself and is greater than all others. */
public final class DoubleOrder {
    private DoubleOrder() {}

    /** A number for each double, ordered as they are: equal doubles have equal keys. */
    public static long key(double value) {
        // Adding zero makes -0.0 positive; doubleToLongBits makes all NaNs one.
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
}
