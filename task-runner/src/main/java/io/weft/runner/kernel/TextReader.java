package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads values of all types from strings, for the casts of one expression. */
final class TextReader {
    private static final int LAST_BLANK = ' ';

    private final ZoneId zone;
    private final Misfits misfits;

    /** Reads timestamps of the zone where the text names none. */
    TextReader(ZoneId zone, Misfits misfits) {
        this.zone = zone;
        this.misfits = misfits;
    }

    void booleans(Vector input, Batch batch, boolean[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                out[row] = readBoolean(row, trimmed(texts, row));
            }
        }
    }

    void ints(Vector input, IntegerLimits limits, Batch batch, int[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                out[row] = readInt(row, trimmed(texts, row), limits);
            }
        }
    }

    void longs(Vector input, Batch batch, long[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                out[row] = readLong(row, trimmed(texts, row));
            }
        }
    }

    void doubles(Vector input, Batch batch, double[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                out[row] = readDouble(row, trimmed(texts, row));
            }
        }
    }

    /** Rounds once: from the text, not from a double. */
    void floats(Vector input, Batch batch, double[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                String text = trimmed(texts, row);
                double value = readDouble(row, text);
                out[row] = Double.isFinite(value) && value != 0 ? Float.parseFloat(text) : value;
            }
        }
    }

    void timestamps(Vector input, Batch batch, long[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                out[row] = readTime(row, trimmed(texts, row), text -> Microseconds.of(Microseconds.parse(text, zone)));
            }
        }
    }

    void localTimestamps(Vector input, Batch batch, long[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                out[row] = readTime(row, trimmed(texts, row), text -> Microseconds.of(Microseconds.parseLocal(text)));
            }
        }
    }

    void dates(Vector input, Batch batch, int[] out) {
        BytesVector texts = (BytesVector) input;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                out[row] = readDate(row, trimmed(texts, row));
            }
        }
    }

    void decimals(Vector input, DecimalType type, Batch batch, DecimalBuffer out) {
        BytesVector texts = (BytesVector) input;
        Int128 value = new Int128();
        out.startWide();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!texts.isNull(row)) {
                readDecimal(row, trimmed(texts, row), type, value);
                out.put(row, value);
            }
        }
    }

    /** The text without the blanks around it. */
    private static String trimmed(BytesVector texts, int row) {
        byte[] bytes = texts.bytes();
        int start = texts.start(row);
        int end = start + texts.length(row);
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (start < end && isBlank(bytes[end - 1])) {
            end--;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte value) {
        return value >= 0 && value <= LAST_BLANK;
    }

    private boolean readBoolean(int row, String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        misfits.malformed(row, text);
        return false;
    }

    private int readInt(int row, String text, IntegerLimits limits) {
        long value = readLong(row, text);
        if (!limits.contain(value)) {
            misfits.doesNotFit(row, text);
            return 0;
        }
        return (int) value;
    }

    private long readLong(int row, String text) {
        if (!isInteger(text)) {
            misfits.malformed(row, text);
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooManyDigits) {
            misfits.doesNotFit(row, text);
            return 0;
        }
    }

    private static boolean isInteger(String text) {
        int start = !text.isEmpty() && isSign(text.charAt(0)) ? 1 : 0;
        for (int index = start; index < text.length(); index++) {
            if (!isDigit(text.charAt(index))) {
                return false;
            }
        }
        return start < text.length();
    }

    private static boolean isSign(char letter) {
        return letter == '-' || letter == '+';
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private double readDouble(int row, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> readNumber(row, text);
        };
    }

    private double readNumber(int row, String text) {
        if (!hasOnlyLettersOfNumbers(text)) {
            misfits.malformed(row, text);
            return 0;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrongOrder) {
            misfits.malformed(row, text);
            return 0;
        }
    }

    private void readDecimal(int row, String text, DecimalType type, Int128 value) {
        value.set(0, 0);
        BigDecimal number = number(text);
        if (number == null) {
            misfits.malformed(row, text);
        } else if (!DecimalCasts.round(number, type, value)) {
            value.set(0, 0);
            misfits.doesNotFit(row, text);
        }
    }

    private static @Nullable BigDecimal number(String text) {
        if (!hasOnlyLettersOfNumbers(text)) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException wrongOrder) {
            return null;
        }
    }

    /** Java's parsers, which then judge the order, also take digits of other scripts, and suffixes. */
    private static boolean hasOnlyLettersOfNumbers(String text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (!isDigit(letter) && !isSign(letter) && letter != '.' && letter != 'e' && letter != 'E') {
                return false;
            }
        }
        return true;
    }

    private int readDate(int row, String text) {
        long day;
        try {
            day = LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException notADate) {
            misfits.malformed(row, text);
            return 0;
        }
        if (day != (int) day) {
            misfits.doesNotFit(row, text);
            return 0;
        }
        return (int) day;
    }

    private long readTime(int row, String text, ToLongFunction<String> reader) {
        try {
            return reader.applyAsLong(text);
        } catch (DateTimeException notATime) {
            misfits.malformed(row, text);
            return 0;
        } catch (ArithmeticException tooFar) {
            misfits.doesNotFit(row, text);
            return 0;
        }
    }
}
