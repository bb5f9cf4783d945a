package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from {@code least} to {@code greatest}, both included; none where {@code least} is greater. It is what a comparison with a literal
 * means: of integers themselves, of days or microseconds since 1970, of unscaled decimals, of {@link DoubleOrder#key keys} of doubles.
 */
record Range(BigInteger least, BigInteger greatest) {
    private static final BigInteger BOUND = BigInteger.ONE.shiftLeft(127);

    /** No number. */
    static final Range NONE = new Range(BigInteger.ONE, BigInteger.ZERO);

    /** Which numbers of a type compare so with the literal; {@code NOT_EQUAL} is no range. */
    static Range of(Function comparison, Literal literal, Type type) {
        BigInteger floor = floor(literal, type);
        boolean exact = isExact(literal, type);
        return switch (comparison) {
            case EQUAL -> exact ? new Range(floor, floor) : NONE;
            case LESS -> upTo(exact ? floor.subtract(BigInteger.ONE) : floor);
            case LESS_OR_EQUAL -> upTo(floor);
            case GREATER -> from(floor.add(BigInteger.ONE));
            case GREATER_OR_EQUAL -> from(exact ? floor : floor.add(BigInteger.ONE));
            default -> throw new IllegalArgumentException("No range: " + comparison);
        };
    }

    /** Whether comparisons of the type with a literal are ranges. */
    static boolean exists(Type type, Expression literal) {
        return literal instanceof Literal constant
                && constant.value() != null
                && !type.equals(Type.STRING)
                && !type.equals(Type.BINARY)
                && !type.equals(Type.BOOLEAN);
    }

    private static Range upTo(BigInteger greatest) {
        return new Range(BOUND.negate(), greatest);
    }

    private static Range from(BigInteger least) {
        return new Range(least, BOUND);
    }

    Range and(Range other) {
        return new Range(least.max(other.least), greatest.min(other.greatest));
    }

    boolean isEmpty() {
        return least.compareTo(greatest) > 0;
    }

    /** The part of the range that signed integers of so many bits have. */
    Range within(int bits) {
        BigInteger bound = BigInteger.ONE.shiftLeft(bits - 1);
        Range part = and(new Range(bound.negate(), bound.subtract(BigInteger.ONE)));
        return part.isEmpty() ? NONE : part;
    }

    /** The greatest number of the type's that is not greater than the literal. */
    private static BigInteger floor(Literal literal, Type type) {
        @Nullable Object value = literal.value();
        if (type instanceof DecimalType decimal && value instanceof BigDecimal number) {
            return number.setScale(decimal.scale(), RoundingMode.FLOOR).unscaledValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return BigInteger.valueOf(DoubleOrder.key(((Number) value).doubleValue()));
        }
        if (value instanceof Instant moment) {
            return BigInteger.valueOf(Microseconds.of(moment));
        }
        if (value instanceof LocalDateTime dateTime) {
            return BigInteger.valueOf(Microseconds.of(dateTime));
        }
        if (value instanceof LocalDate date) {
            return BigInteger.valueOf(date.toEpochDay());
        }
        if (type.isInteger() && value instanceof Number number) {
            return BigInteger.valueOf(number.longValue());
        }
        throw new IllegalArgumentException("A literal to compare a " + type + " with: " + literal);
    }

    private static boolean isExact(Literal literal, Type type) {
        return !(literal.value() instanceof BigDecimal number)
                || !(type instanceof DecimalType decimal)
                || number.stripTrailingZeros().scale() <= decimal.scale();
    }
}
