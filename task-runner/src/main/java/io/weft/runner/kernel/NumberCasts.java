package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;

/** Casts between numbers that are machine words. */
final class NumberCasts {
    private static final double TWO_TO_THE_63RD = 0x1p63;

    private NumberCasts() {}

    static void booleanToInt(Vector input, Batch batch, int[] out) {
        boolean[] values = ((BooleanVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = values[row] ? 1 : 0;
        }
    }

    static void intToLong(Vector input, Batch batch, long[] out) {
        int[] values = ((IntVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = values[row];
        }
    }

    static void intToDouble(Vector input, Batch batch, double[] out) {
        int[] values = ((IntVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = values[row];
        }
    }

    static void intToFloat(Vector input, Batch batch, double[] out) {
        int[] values = ((IntVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = (float) values[row];
        }
    }

    /** Rounds once: a long as a double and then as a float would be rounded twice. */
    static void longToFloat(Vector input, Batch batch, double[] out) {
        long[] values = ((LongVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = (float) values[row];
        }
    }

    static void doubleToFloat(Vector input, Batch batch, double[] out) {
        System.arraycopy(((DoubleVector) input).values(), 0, out, 0, batch.rowCount());
        DoubleArithmetic.round(out, batch.rowCount());
    }

    static void longToDouble(Vector input, Batch batch, double[] out) {
        long[] values = ((LongVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = values[row];
        }
    }

    static void longToDecimal(Vector input, Batch batch, DecimalBuffer out) {
        System.arraycopy(((LongVector) input).values(), 0, out.narrow(), 0, batch.rowCount());
    }

    static void intToInt(Vector input, IntegerLimits limits, Batch batch, int[] out, Misfits misfits) {
        int[] values = ((IntVector) input).values();
        System.arraycopy(values, 0, out, 0, batch.rowCount());
        if (!limits.isExceeded(values, batch.rowCount())) {
            return;
        }
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!limits.contain(values[row])) {
                out[row] = 0;
                misfits.doesNotFit(row, values[row]);
            }
        }
    }

    static void longToInt(Vector input, IntegerLimits limits, Batch batch, int[] out, Misfits misfits) {
        long[] values = ((LongVector) input).values();
        if (!narrow(values, out, batch.rowCount()) && !limits.isExceeded(out, batch.rowCount())) {
            return;
        }
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!limits.contain(values[row])) {
                out[row] = 0;
                misfits.doesNotFit(row, values[row]);
            }
        }
    }

    /** Returns whether some row did not fit. */
    private static boolean narrow(long[] values, int[] out, int size) {
        long lost = 0;
        for (int row = 0; row < size; row++) {
            out[row] = (int) values[row];
            lost |= values[row] ^ out[row];
        }
        return lost != 0;
    }

    static void doubleToInt(Vector input, IntegerLimits limits, Batch batch, int[] out, Misfits misfits) {
        double[] values = ((DoubleVector) input).values();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            long whole = (long) values[row];
            boolean fits = limits.contain(whole) && !Double.isNaN(values[row]);
            out[row] = fits ? (int) whole : 0;
            if (!fits) {
                misfits.doesNotFit(row, values[row]);
            }
        }
    }

    static void doubleToLong(Vector input, Batch batch, long[] out, Misfits misfits) {
        double[] values = ((DoubleVector) input).values();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            double value = values[row];
            boolean fits = value >= -TWO_TO_THE_63RD && value < TWO_TO_THE_63RD;
            out[row] = fits ? (long) value : 0;
            if (!fits) {
                misfits.doesNotFit(row, value);
            }
        }
    }
}
