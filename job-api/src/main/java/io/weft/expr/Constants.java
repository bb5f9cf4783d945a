package io.weft.expr;

import io.weft.expr.Expression.Literal;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Java values as constants of columns. */
public final class Constants {
    private Constants() {}

    /**
     * The constant that a value stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static Literal literal(@Nullable Object value) {
        if (value instanceof Boolean || value instanceof String || value instanceof LocalDate) {
            return new Literal(
                    value, value instanceof Boolean ? Type.BOOLEAN : value instanceof String ? Type.STRING : Type.DATE);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Instant moment) {
            return new Literal(Microseconds.instant(Microseconds.of(moment)), Type.TIMESTAMP);
        }
        if (value instanceof LocalDateTime dateTime) {
            return new Literal(Microseconds.local(Microseconds.of(dateTime)), Type.TIMESTAMP_NTZ);
        }
        if (value instanceof byte[] bytes) {
            return new Literal(bytes.clone(), Type.BINARY);
        }
        throw unknown(value);
    }

    private static Literal number(Number value) {
        if (value instanceof Integer) {
            return new Literal(value, Type.INT);
        }
        if (value instanceof Long) {
            return new Literal(value, Type.BIGINT);
        }
        if (value instanceof Double) {
            return new Literal(value, Type.DOUBLE);
        }
        if (value instanceof BigDecimal decimal) {
            BigDecimal plain = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
            return new Literal(plain, Type.decimal(Math.max(plain.precision(), plain.scale()), plain.scale()));
        }
        if (value instanceof Float) {
            return new Literal(value, Type.FLOAT);
        }
        if (value instanceof Short) {
            return new Literal(value, Type.SMALLINT);
        }
        if (value instanceof Byte) {
            return new Literal(value, Type.TINYINT);
        }
        throw unknown(value);
    }

    private static IllegalArgumentException unknown(@Nullable Object value) {
        return new IllegalArgumentException("Not a constant of a column: " + value
                + (value == null ? "" : ", a " + value.getClass().getName()));
    }
}
