package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Casts from decimals to other numbers, and to them. */
final class DecimalCasts {
    private static final double[] EXACT_POWERS = new double[23];
    private static final long EXACT_DOUBLES = 1L << 53;

    static {
        for (int digits = 0; digits < EXACT_POWERS.length; digits++) {
            EXACT_POWERS[digits] = BigDecimal.ONE.scaleByPowerOfTen(digits).doubleValue();
        }
    }

    private DecimalCasts() {}

    static void toLong(Vector input, int scale, Batch batch, long[] out, Misfits misfits) {
        DecimalVector decimals = (DecimalVector) input;
        Int128 value = new Int128();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            value.set(decimals.high(row), decimals.low(row));
            value.truncate(scale);
            out[row] = value.isNarrow() ? value.low() : 0;
            if (!value.isNarrow()) {
                misfits.doesNotFit(row, text(decimals, row, scale));
            }
        }
    }

    static void toDouble(Vector input, int scale, Batch batch, double[] out) {
        DecimalVector decimals = (DecimalVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            long low = decimals.low(row);
            // The quotient of two exact doubles is the nearest double to the true one.
            boolean exact = decimals.high(row) == low >> 63
                    && low > -EXACT_DOUBLES
                    && low < EXACT_DOUBLES
                    && scale < EXACT_POWERS.length;
            out[row] = exact
                    ? low / EXACT_POWERS[scale]
                    : decimal(decimals, row, scale).doubleValue();
        }
    }

    static void toFloat(Vector input, int scale, Batch batch, double[] out) {
        DecimalVector decimals = (DecimalVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            out[row] = decimal(decimals, row, scale).floatValue();
        }
    }

    static void fromDouble(Vector input, DecimalType type, Batch batch, DecimalBuffer out, Misfits misfits) {
        DoubleVector doubles = (DoubleVector) input;
        Int128 value = new Int128();
        out.startWide();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            double number = doubles.value(row);
            if (!Double.isFinite(number) || !round(BigDecimal.valueOf(number), type, value)) {
                value.set(0, 0);
                misfits.doesNotFit(row, number);
            }
            out.put(row, value);
        }
    }

    /** Sets the unscaled value of a number rounded to the type, or returns false where it does not fit. */
    static boolean round(BigDecimal number, DecimalType type, Int128 value) {
        int integerDigits = number.precision() - number.scale();
        if (integerDigits > type.precision()) {
            return number.signum() == 0 && value.set(number.unscaledValue());
        }
        if (integerDigits < -type.scale()) {
            // Less than a tenth of the last digit: not worth the division by a huge power of ten.
            value.set(0, 0);
            return true;
        }
        return value.set(number.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue())
                && value.hasAtMost(type.precision());
    }

    static BigDecimal decimal(DecimalVector decimals, int row, int scale) {
        return new BigDecimal(Int128.toBigInteger(decimals.high(row), decimals.low(row)), scale);
    }

    static String text(DecimalVector decimals, int row, int scale) {
        return decimal(decimals, row, scale).toPlainString();
    }
}
