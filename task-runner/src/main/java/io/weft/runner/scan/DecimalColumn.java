package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Gathers decimals, rounded half up to their scale. */
final class DecimalColumn extends FieldColumn {
    private static final int MOST_LONG_DIGITS = 18;
    private static final String NUMBER_LETTERS = "0123456789+-.eE";

    private final DecimalType type;
    private long[] low = new long[Batch.MAX_ROWS];
    private long[] high = new long[Batch.MAX_ROWS];
    private boolean isWide;

    DecimalColumn(DecimalType type) {
        this.type = type;
    }

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        return readShort(row, text, start, end) ? null : readAny(row, text, start, end);
    }

    /** Few digits and a point, no more of them behind it than the type has. */
    private boolean readShort(int row, byte[] text, int start, int end) {
        boolean isNegative = start < end && text[start] == '-';
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int index = isNegative ? start + 1 : start; index < end; index++) {
            int digit = text[index] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count++;
            } else if (text[index] == '.' && point < 0) {
                point = count;
            } else {
                return false;
            }
            if (count > MOST_LONG_DIGITS) {
                return false;
            }
        }
        int missing = type.scale() - (point < 0 ? 0 : count - point);
        if (count == 0 || missing < 0 || count + missing > Math.min(MOST_LONG_DIGITS, type.precision())) {
            return false;
        }
        for (; missing > 0; missing--) {
            digits *= 10;
        }
        low[row] = isNegative ? -digits : digits;
        high[row] = low[row] >> 63;
        return true;
    }

    private @Nullable String readAny(int row, byte[] text, int start, int end) {
        clear(row);
        if (start == end) {
            return "it is empty";
        }
        String number = new String(text, start, end - start, ISO_8859_1);
        if (number.chars().anyMatch(letter -> NUMBER_LETTERS.indexOf(letter) < 0)) {
            return "it is not a number";
        }
        BigDecimal value;
        try {
            value = new BigDecimal(number);
        } catch (NumberFormatException wrongOrder) {
            return "it is not a number";
        }
        if (value.signum() != 0 && (long) value.precision() - value.scale() > type.integerDigits()) {
            return "it is too large";
        }
        if (value.signum() == 0 || (long) value.precision() - value.scale() < -type.scale()) {
            // Less than a tenth of the last digit: not worth the division by a huge power of ten.
            return null;
        }
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            return "it is too large";
        }
        BigInteger unscaled = rounded.unscaledValue();
        low[row] = unscaled.longValue();
        high[row] = unscaled.shiftRight(Long.SIZE).longValue();
        isWide |= unscaled.bitLength() >= Long.SIZE;
        return null;
    }

    @Override
    void clear(int row) {
        low[row] = 0;
        high[row] = 0;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        long[] taken = low;
        low = new long[Batch.MAX_ROWS];
        if (!isWide) {
            return new DecimalVector(rows, taken, null, takenNulls);
        }
        long[] takenHigh = high;
        high = new long[Batch.MAX_ROWS];
        isWide = false;
        return new DecimalVector(rows, taken, takenHigh, takenNulls);
    }
}
