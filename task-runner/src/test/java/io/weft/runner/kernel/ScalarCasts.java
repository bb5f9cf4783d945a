package io.weft.runner.kernel;

import io.weft.error.ErrorCode;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
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
            case INT -> toInteger(value, Integer.MAX_VALUE).intValueExact();
            case BIGINT -> toInteger(value, Long.MAX_VALUE).longValueExact();
            case DOUBLE -> toDouble(value);
            case DATE -> toDate(value);
            case STRING -> value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
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
        if (value instanceof Double number) {
            return number != 0;
        }
        return number(value).signum() != 0;
    }

    private static BigInteger toInteger(Object value, long greatest) {
        if (value instanceof String text && !text.trim().matches("[+-]?[0-9]+")) {
            throw undefined();
        }
        // A double's own value, not that of its text.
        BigDecimal exact =
                value instanceof Double number && Double.isFinite(number) ? new BigDecimal(number) : number(value);
        BigInteger whole = exact.toBigInteger();
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
        return value instanceof Double number
                ? number
                : Double.valueOf(number(value).toString());
    }

    private static LocalDate toDate(Object value) {
        if (value instanceof LocalDate date) {
            return date;
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

    private static BigDecimal number(Object value) {
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
        if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                throw undefined();
            }
            return new BigDecimal(number.toString());
        }
        return BigDecimal.valueOf(((Number) value).longValue());
    }
}
