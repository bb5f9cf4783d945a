package io.weft.runner.kernel;

import io.weft.expr.Function;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;

/** Loops that change the sign. */
final class Negation {
    private Negation() {}

    static void ints(Vector input, IntegerLimits limits, Batch batch, int[] out, Failures failures) {
        int[] values = ((IntVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = -values[row];
        }
        for (int index = 0; index < batch.selectedCount(); index++) {
            if (values[batch.position(index)] == limits.least()) {
                throw failures.overflow(Function.NEGATE, limits.least());
            }
        }
    }

    static void longs(Vector input, Batch batch, long[] out, Failures failures) {
        long[] values = ((LongVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = -values[row];
        }
        for (int index = 0; index < batch.selectedCount(); index++) {
            if (values[batch.position(index)] == Long.MIN_VALUE) {
                throw failures.overflow(Function.NEGATE, Long.MIN_VALUE);
            }
        }
    }

    /** Null slots become -0.0, so they are zeroed like all others that were computed. */
    static void doubles(Vector input, Batch batch, double[] out) {
        double[] values = ((DoubleVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = -values[row];
        }
    }

    /** Never fails: a decimal's bounds are symmetric. */
    static void decimals(Vector input, Batch batch, DecimalBuffer out) {
        DecimalVector decimals = (DecimalVector) input;
        if (decimals.high() == null && narrow(decimals.low(), out.narrow(), batch.rowCount()) >= 0) {
            return;
        }
        out.startWide();
        Int128 value = new Int128();
        for (int row = 0; row < batch.rowCount(); row++) {
            value.set(0, 0);
            value.subtract(decimals.high(row), decimals.low(row));
            out.put(row, value);
        }
    }

    /** Returns a negative number if the least of all longs was among them. */
    private static long narrow(long[] values, long[] out, int size) {
        long overflow = 0;
        for (int row = 0; row < size; row++) {
            long value = values[row];
            out[row] = -value;
            overflow |= value & -value;
        }
        return overflow;
    }
}
