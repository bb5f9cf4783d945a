package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;

/** Casts between timestamps and numbers of seconds since 1970. */
final class SecondCasts {
    private SecondCasts() {}

    /** The seconds of timestamps, without a fraction, towards the past. */
    static void wholeSeconds(Vector input, Batch batch, long[] out) {
        long[] values = ((LongVector) input).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = Math.floorDiv(values[row], Microseconds.PER_SECOND);
        }
    }

    static void fromSeconds(Vector input, Batch batch, long[] out, Misfits misfits) {
        long[] values = ((LongVector) input).values();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            long micros = values[row] * Microseconds.PER_SECOND;
            boolean fits = micros / Microseconds.PER_SECOND == values[row];
            out[row] = fits ? micros : 0;
            if (!fits) {
                misfits.doesNotFit(row, values[row]);
            }
        }
    }

    /** Takes decimals whose unit, without their point, is the microsecond. */
    static void fromDecimals(Vector input, DecimalType type, Batch batch, long[] out, Misfits misfits) {
        DecimalVector decimals = (DecimalVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            long low = decimals.low(row);
            boolean fits = decimals.high(row) == low >> 63;
            out[row] = fits ? low : 0;
            if (!fits) {
                misfits.doesNotFit(row, DecimalCasts.text(decimals, row, type.scale()));
            }
        }
    }
}
