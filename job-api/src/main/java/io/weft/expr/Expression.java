package io.weft.expr;

import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A computation over the columns of one row, with every name and type resolved.
 *
 * <p>The resolver has inserted the casts: both arguments of a comparison and of integer or double arithmetic have the same
 * type. Decimal arithmetic and decimal comparisons take decimals of different precision and scale; the result of decimal
 * arithmetic is the exact result, rounded half up to the scale of {@link #type}.
 */
public sealed interface Expression {
    Type type();

    <R> R accept(Visitor<R> visitor);

    /** One case for each kind of expression. */
    interface Visitor<R> {
        R column(InputColumn column);

        R literal(Literal literal);

        R call(Call call);

        R cast(Cast cast);

        R invoke(Invoke invoke);

        R userCall(UserCall call);
    }

    /** The value of the input's column at {@code index}; the name is for people. */
    record InputColumn(int index, String name, Type type) implements Expression {
        public InputColumn {
            Objects.requireNonNull(type);
            if (index < 0) {
                throw new IllegalArgumentException("Column " + name + " has the index " + index);
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.column(this);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A constant. The value is null, or what a row holds for the type; a decimal has exactly the type's scale.
     */
    record Literal(@Nullable Object value, Type type) implements Expression {
        public static final Literal TRUE = new Literal(true, Type.BOOLEAN);
        public static final Literal FALSE = new Literal(false, Type.BOOLEAN);

        private static final HexFormat HEX = HexFormat.of().withUpperCase();

        public Literal {
            Objects.requireNonNull(type);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }

        @Override
        public String toString() {
            if (value instanceof String text) {
                return "'" + text.replace("'", "''") + "'";
            }
            if (value instanceof LocalDate date) {
                return "date '" + date + "'";
            }
            if (value instanceof BigDecimal decimal) {
                return decimal.toPlainString();
            }
            if (value instanceof Instant || value instanceof LocalDateTime) {
                return type + " '" + value + "'";
            }
            return value instanceof byte[] bytes ? "X'" + HEX.formatHex(bytes) + "'" : String.valueOf(value);
        }

        /** Bytes are equal where their contents are. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Literal literal
                    && type.equals(literal.type)
                    && Objects.deepEquals(value, literal.value);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode()
                    + (value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(value));
        }
    }

    /** A function of other expressions. */
    record Call(Function function, List<Expression> arguments, Type type) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
            if (arguments.size() != function.arity()) {
                throw new IllegalArgumentException(
                        "%s takes %d argument(s), not %s".formatted(function, function.arity(), arguments));
            }
        }

        public Expression argument(int index) {
            return arguments.get(index);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }

        @Override
        public String toString() {
            return function.write(arguments.stream().map(Expression::toString).toList());
        }
    }

    /**
     * The input's value in another type.
     *
     * @param zone of local times, where the cast has to do with them
     */
    record Cast(Expression input, Type type, Misfit misfit, ZoneId zone) implements Expression {
        public Cast {
            Objects.requireNonNull(misfit);
            Objects.requireNonNull(zone);
        }

        /** A cast that fails where a value does not fit, until {@link #in} in UTC. */
        public Cast(Expression input, Type type) {
            this(input, type, Misfit.FAILS);
        }

        /** A cast that is, until {@link #in}, in UTC. */
        public Cast(Expression input, Type type, Misfit misfit) {
            this(input, type, misfit, ZoneOffset.UTC);
        }

        /** The same cast of another input. */
        public Cast of(Expression other) {
            return new Cast(other, type, misfit, zone);
        }

        /** The same cast in another zone. */
        public Cast in(ZoneId other) {
            return new Cast(input, type, misfit, other);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cast(this);
        }

        @Override
        public String toString() {
            return (misfit == Misfit.FAILS ? "cast(" : "try_cast(") + input + " as " + type + ")";
        }
    }

    /**
     * A scalar function of other expressions, which {@link ScalarFunctions} knows; the arguments have the types that its signature
     * asks for.
     *
     * @param zone of local times, where the function has to do with them
     */
    record Invoke(ScalarFunction function, List<Expression> arguments, Type type, ZoneId zone) implements Expression {
        public Invoke {
            Objects.requireNonNull(type);
            Objects.requireNonNull(zone);
            arguments = List.copyOf(arguments);
        }

        /** A call that is, until {@link #in}, in UTC. */
        public Invoke(ScalarFunction function, List<Expression> arguments, Type type) {
            this(function, arguments, type, ZoneOffset.UTC);
        }

        /** The same call of other arguments. */
        public Invoke of(List<Expression> others) {
            return new Invoke(function, others, type, zone);
        }

        /** The same call in another zone. */
        public Invoke in(ZoneId other) {
            return new Invoke(function, arguments, type, other);
        }

        public Expression argument(int index) {
            return arguments.get(index);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.invoke(this);
        }

        @Override
        public String toString() {
            return function.write(arguments.stream().map(Expression::toString).toList());
        }
    }

    /** A function of the job's own, of other expressions. It may be computed for rows that are dropped later. */
    record UserCall(UserFunction function, List<Expression> arguments, Type type) implements Expression {
        public UserCall {
            Objects.requireNonNull(type);
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.userCall(this);
        }

        @Override
        public String toString() {
            return ScalarFunction.write(
                    function.name(),
                    arguments.stream().map(Expression::toString).toList());
        }
    }
}
