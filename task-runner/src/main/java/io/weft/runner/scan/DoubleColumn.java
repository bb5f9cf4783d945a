package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gathers doubles. */
final class DoubleColumn extends FieldColumn {
    private static final int MOST_EXACT_DIGITS = 15;
    private static final String NUMBER_LETTERS = "0123456789+-.eE";

    /** The powers of ten that are doubles exactly. */
    private static final double[] EXACT_POWERS = new double[23];

    static {
        EXACT_POWERS[0] = 1;
        for (int digits = 1; digits < EXACT_POWERS.length; digits++) {
            EXACT_POWERS[digits] = EXACT_POWERS[digits - 1] * 10;
        }
    }

    private double[] values = new double[Batch.MAX_ROWS];

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        return readShort(row, text, start, end) ? null : readAny(row, text, start, end);
    }

    /** Few digits and a point, without exponent: the quotient of two exact doubles is the nearest double to the true one. */
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
            if (count > MOST_EXACT_DIGITS) {
                return false;
            }
        }
        if (count == 0) {
            return false;
        }
        double value = point < 0 ? (double) digits : (double) digits / EXACT_POWERS[count - point];
        values[row] = isNegative ? -value : value;
        return true;
    }

    private @Nullable String readAny(int row, byte[] text, int start, int end) {
        String number = new String(text, start, end - start, ISO_8859_1);
        String flaw = flaw(number);
        values[row] = flaw == null ? parse(number) : 0;
        return flaw;
    }

    /** Why a text is no number, or nothing. */
    static @Nullable String flaw(String number) {
        if (number.isEmpty()) {
            return "it is empty";
        }
        try {
            parse(number);
            return null;
        } catch (NumberFormatException e) {
            return "it is not a number";
        }
    }

    /** The number of a text, which may be a name. */
    static double parse(String number) {
        return switch (number.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                // Java's parser, which judges the order, also takes suffixes and hexadecimal digits.
                if (number.chars().anyMatch(letter -> NUMBER_LETTERS.indexOf(letter) < 0)) {
                    throw new NumberFormatException(number);
                }
                yield Double.parseDouble(number);
            }
        };
    }

    @Override
    void clear(int row) {
        values[row] = 0;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        double[] taken = values;
        values = new double[Batch.MAX_ROWS];
        return new DoubleVector(rows, taken, takenNulls);
    }
}
