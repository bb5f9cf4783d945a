package io.weft.runner.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.error.ErrorCode;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.TestRows;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The casts of docs/semantics.md, one Java value at a time. */
final class ScalarCasts {
    private ScalarCasts() {}

    static Object cast(Object value, Type to) {
        if (to instanceof DecimalType decimal) {
            return toDecimal(number(value), decimal);
        }
        return switch ((SimpleType) to) {
            case BOOLEAN -> toBoolean(value);
            case TINYINT -> toInteger(value, Byte.MAX_VALUE).byteValueExact();
            case SMALLINT -> toInteger(value, Short.MAX_VALUE).shortValueExact();
            case INT -> toInteger(value, Integer.MAX_VALUE).intValueExact();
            case BIGINT -> toInteger(value, Long.MAX_VALUE).longValueExact();
            case DOUBLE -> toDouble(value);
            case DATE -> toDate(value);
            case FLOAT -> toFloat(value);
            case TIMESTAMP -> value instanceof Number ? moment(number(value)) : ScalarTimes.toTimestamp(value);
            case TIMESTAMP_NTZ -> ScalarTimes.toLocal(value);
            case STRING -> toText(value);
            case BINARY -> value instanceof String text ? Bytes.of(text.getBytes(UTF_8)) : value;
        };
    }

    private static Undefined undefined() {
        return new Undefined(ErrorCode.CAST_FAILED);
    }

    private static Boolean toBoolean(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw undefined();
            };
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue() != 0;
        }
        return number(value).signum() != 0;
    }

    private static BigInteger toInteger(Object value, long greatest) {
        if (value instanceof String text && !text.trim().matches("[+-]?[0-9]+")) {
            throw undefined();
        }
        // A double's own value, not that of its text.
        boolean isFloating = value instanceof Double || value instanceof Float;
        double floating = isFloating ? ((Number) value).doubleValue() : 0;
        BigDecimal exact = isFloating && Double.isFinite(floating) ? new BigDecimal(floating) : number(value);
        // Moments lie in a second, whose number is that of its beginning.
        BigInteger whole =
                value instanceof Instant moment ? BigInteger.valueOf(moment.getEpochSecond()) : exact.toBigInteger();
        BigInteger bound = BigInteger.valueOf(greatest);
        if (whole.compareTo(bound) > 0 || whole.compareTo(bound.negate().subtract(BigInteger.ONE)) < 0) {
            throw undefined();
        }
        return whole;
    }

    private static Double toDouble(Object value) {
        if (value instanceof String text) {
            String trimmed = text.trim().toLowerCase(Locale.ROOT);
            return switch (trimmed) {
                case "nan" -> Double.NaN;
                case "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-infinity" -> Double.NEGATIVE_INFINITY;
                default -> {
                    // Judged as a number, but not read through one: the sign of a zero would be lost.
                    number(text);
                    yield Double.valueOf(trimmed);
                }
            };
        }
        return value instanceof Double || value instanceof Float
                ? ((Number) value).doubleValue()
                : Double.valueOf(number(value).toString());
    }

    private static Float toFloat(Object value) {
        if (value instanceof Double number) {
            return number.floatValue();
        }
        Double number = toDouble(value);
        if (value instanceof Float || number.isNaN() || number.isInfinite()) {
            return value instanceof String text && number.isInfinite() && text.matches(".*[0-9].*")
                    ? Float.valueOf(text.trim())
                    : number.floatValue();
        }
        return value instanceof String text
                ? Float.valueOf(text.trim())
                : Float.valueOf(number(value).toString());
    }

    private static String toText(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Bytes binary) {
            return new String(binary.array(), UTF_8);
        }
        return value instanceof Instant || value instanceof LocalDateTime ? ScalarTimes.text(value) : value.toString();
    }

    private static LocalDate toDate(Object value) {
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof Instant || value instanceof LocalDateTime) {
            return ScalarTimes.toDate(value);
        }
        try {
            return LocalDate.parse(((String) value).trim());
        } catch (DateTimeException malformed) {
            throw undefined();
        }
    }

    private static BigDecimal toDecimal(BigDecimal value, DecimalType type) {
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw undefined();
        }
        return rounded;
    }

    private static Instant moment(BigDecimal seconds) {
        BigInteger micros = seconds.setScale(6, RoundingMode.HALF_UP).unscaledValue();
        if (micros.bitLength() >= Long.SIZE) {
            throw undefined();
        }
        return Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS);
    }

    private static BigDecimal number(Object value) {
        if (value instanceof Instant moment) {
            return BigDecimal.valueOf(TestRows.microseconds(moment), 6);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof String text) {
            if (!text.trim().matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
                throw undefined();
            }
            return new BigDecimal(text.trim());
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw undefined();
            }
            return new BigDecimal(Double.toString(number));
        }
        return BigDecimal.valueOf(((Number) value).longValue());
    }
}
