package io.weft.runner.jdbc;

import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The values of a type as whole numbers in their order, so that a range of them can be divided. */
public record KeyLine(Type type) {
    /** Empty for types that have no such order. */
    public static Optional<KeyLine> of(Type type) {
        return hasLine(type) ? Optional.of(new KeyLine(type)) : Optional.empty();
    }

    private static boolean hasLine(Type type) {
        if (!(type instanceof SimpleType simple)) {
            return type instanceof DecimalType;
        }
        return switch (simple) {
            case TINYINT, SMALLINT, INT, BIGINT, DATE, TIMESTAMP, TIMESTAMP_NTZ -> true;
            default -> false;
        };
    }

    /** Where a value lies, as a row holds it. */
    public BigInteger place(Object value) {
        if (value instanceof BigDecimal number && type instanceof DecimalType decimal) {
            return number.setScale(decimal.scale()).unscaledValue();
        }
        return BigInteger.valueOf(number(value));
    }

    private static long number(Object value) {
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (value instanceof Instant moment) {
            return Microseconds.of(moment);
        }
        return value instanceof LocalDateTime time ? Microseconds.of(time) : ((Number) value).longValue();
    }

    /** The value at a place. */
    public Object value(BigInteger place) {
        if (type instanceof DecimalType decimal) {
            return new BigDecimal(place, decimal.scale());
        }
        return switch ((SimpleType) type) {
            case TINYINT -> place.byteValueExact();
            case SMALLINT -> place.shortValueExact();
            case INT -> place.intValueExact();
            case BIGINT -> place.longValueExact();
            case DATE -> LocalDate.ofEpochDay(place.longValueExact());
            case TIMESTAMP -> Microseconds.instant(place.longValueExact());
            case TIMESTAMP_NTZ -> Microseconds.local(place.longValueExact());
            default -> throw new IllegalStateException("No line of " + type);
        };
    }

    /**
     * Reads what {@link Object#toString} of a value wrote.
     *
     * @throws IllegalArgumentException if it is no value of the type
     */
    public Object parse(String text) {
        try {
            if (type instanceof DecimalType decimal) {
                return new BigDecimal(text).setScale(decimal.scale());
            }
            return switch ((SimpleType) type) {
                case TINYINT -> Byte.valueOf(text);
                case SMALLINT -> Short.valueOf(text);
                case INT -> Integer.valueOf(text);
                case BIGINT -> Long.valueOf(text);
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> Instant.parse(text);
                case TIMESTAMP_NTZ -> LocalDateTime.parse(text);
                default -> throw new IllegalStateException("No line of " + type);
            };
        } catch (ArithmeticException | DateTimeParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
