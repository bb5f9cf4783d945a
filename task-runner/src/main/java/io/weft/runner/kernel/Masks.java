package io.weft.runner.kernel;

import org.jspecify.annotations.Nullable;

/** Loops over null flags. */
final class Masks {
    private Masks() {}

    /** The flags set in either; one of the arguments itself where the other has none, else {@code out}. */
    @SuppressWarnings("ShortCircuitBoolean") // A branch would keep the loop from becoming vector instructions.
    static boolean @Nullable [] either(boolean @Nullable [] left, boolean @Nullable [] right, int size, boolean[] out) {
        if (left == null || left == right) {
            return right;
        }
        if (right == null) {
            return left;
        }
        for (int row = 0; row < size; row++) {
            out[row] = left[row] | right[row];
        }
        return out;
    }

    static boolean isNull(boolean @Nullable [] nulls, int row) {
        return nulls != null && nulls[row];
    }

    /** Writes zero where a flag is set. */
    static void zero(int[] values, boolean @Nullable [] nulls, int size) {
        if (nulls == null) {
            return;
        }
        for (int row = 0; row < size; row++) {
            values[row] = nulls[row] ? 0 : values[row];
        }
    }

    static void zero(long[] values, boolean @Nullable [] nulls, int size) {
        if (nulls == null) {
            return;
        }
        for (int row = 0; row < size; row++) {
            values[row] = nulls[row] ? 0 : values[row];
        }
    }

    static void zero(double[] values, boolean @Nullable [] nulls, int size) {
        if (nulls == null) {
            return;
        }
        for (int row = 0; row < size; row++) {
            values[row] = nulls[row] ? 0 : values[row];
        }
    }

    static void zero(boolean[] values, boolean @Nullable [] nulls, int size) {
        if (nulls == null) {
            return;
        }
        for (int row = 0; row < size; row++) {
            values[row] &= !nulls[row];
        }
    }
}
