package io.weft.expr;

import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Computes what has no column in it. A part that would fail (an overflow, a division by zero) is left as it is, so that it
 * fails only if a row reaches it.
 */
public final class ConstantFolder implements Visitor<Expression> {
    /** The time of the job, where it is known. */
    private final @Nullable JobTime time;

    private ConstantFolder(@Nullable JobTime time) {
        this.time = time;
    }

    /** The expression with its constant parts computed. */
    public static Expression fold(Expression expression) {
        return expression.accept(new ConstantFolder(null));
    }

    /** The same, with the time of the job for those functions that ask for it, and all casts and functions in its zone. */
    public static Expression fold(Expression expression, JobTime time) {
        return expression.accept(new ConstantFolder(time));
    }

    @Override
    public Expression column(InputColumn column) {
        return column;
    }

    @Override
    public Expression literal(Literal literal) {
        return literal;
    }

    @Override
    public Expression cast(Cast cast) {
        Expression input = cast.input().accept(this);
        Cast folded = time == null ? cast.of(input) : cast.of(input).in(time.zone());
        if (!(input instanceof Literal literal)) {
            return folded;
        }
        if (literal.value() == null) {
            return new Literal(null, cast.type());
        }
        return number(literal)
                .flatMap(value -> literal(value, cast.type()))
                .map(Expression.class::cast)
                .orElse(folded);
    }

    @Override
    public Expression call(Call call) {
        List<Expression> arguments =
                call.arguments().stream().map(argument -> argument.accept(this)).toList();
        Call folded = new Call(call.function(), arguments, call.type());
        return switch (call.function().kind()) {
            case LOGIC -> logic(folded);
            case COMPARISON -> comparison(folded);
            case ARITHMETIC -> arithmetic(folded);
            case NULL_TEST ->
                arguments.get(0) instanceof Literal literal
                        ? bool((literal.value() == null) == (call.function() == Function.IS_NULL))
                        : folded;
        };
    }

    /** Functions are computed by kernels, which are not here: a runner folds what is constant of them. */
    @Override
    public Expression invoke(Invoke invoke) {
        if (time != null && invoke.function().name().equals(TimeCatalog.CURRENT_TIMESTAMP)) {
            return new Literal(time.now().truncatedTo(ChronoUnit.MICROS), invoke.type());
        }
        if (time != null && invoke.function().name().equals(TimeCatalog.CURRENT_DATE)) {
            return new Literal(LocalDate.ofInstant(time.now(), time.zone()), invoke.type());
        }
        Invoke folded = invoke.of(invoke.arguments().stream()
                .map(argument -> argument.accept(this))
                .toList());
        return time == null ? folded : folded.in(time.zone());
    }

    @Override
    public Expression userCall(UserCall call) {
        List<Expression> arguments =
                call.arguments().stream().map(argument -> argument.accept(this)).toList();
        return new UserCall(call.function(), arguments, call.type());
    }

    private static Expression logic(Call call) {
        Expression first = call.argument(0);
        if (call.function() == Function.NOT) {
            if (first.equals(Literal.TRUE)) {
                return Literal.FALSE;
            }
            return first.equals(Literal.FALSE) ? Literal.TRUE : call;
        }
        Literal neutral = call.function() == Function.AND ? Literal.TRUE : Literal.FALSE;
        Literal decisive = call.function() == Function.AND ? Literal.FALSE : Literal.TRUE;
        Expression second = call.argument(1);
        if (first.equals(decisive) || second.equals(neutral)) {
            return first;
        }
        return first.equals(neutral) || second.equals(decisive) ? second : call;
    }

    private static Expression comparison(Call call) {
        if (!(call.argument(0) instanceof Literal left) || !(call.argument(1) instanceof Literal right)) {
            return call;
        }
        if (left.value() == null || right.value() == null) {
            return new Literal(null, Type.BOOLEAN);
        }
        OptionalInt found = order(left, right);
        if (found.isEmpty()) {
            return call;
        }
        int order = found.getAsInt();
        return bool(
                switch (call.function()) {
                    case EQUAL -> order == 0;
                    case NOT_EQUAL -> order != 0;
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case GREATER -> order > 0;
                    default -> order >= 0;
                });
    }

    /** How two constants of one type compare; nothing for types whose order is left to the kernels. */
    private static OptionalInt order(Literal left, Literal right) {
        if (left.value() instanceof String text && right.value() instanceof String other) {
            // The order of code points is that of their UTF-8 forms.
            return OptionalInt.of(Arrays.compare(
                    text.codePoints().toArray(), other.codePoints().toArray()));
        }
        if (left.value() instanceof LocalDate day && right.value() instanceof LocalDate other) {
            return OptionalInt.of(day.compareTo(other));
        }
        if (left.value() instanceof Boolean truth && right.value() instanceof Boolean other) {
            return OptionalInt.of(truth.compareTo(other));
        }
        Optional<BigDecimal> number = number(left);
        Optional<BigDecimal> otherNumber = number(right);
        return number.isEmpty() || otherNumber.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(number.get().compareTo(otherNumber.get()));
    }

    private static Expression arithmetic(Call call) {
        for (Expression argument : call.arguments()) {
            if (!(argument instanceof Literal)) {
                return call;
            }
        }
        Literal first = (Literal) call.argument(0);
        Literal last = (Literal) call.arguments().get(call.arguments().size() - 1);
        if (first.value() == null || last.value() == null) {
            return new Literal(null, call.type());
        }
        if (call.type().equals(Type.DOUBLE) || call.type().equals(Type.FLOAT)) {
            return call;
        }
        Optional<BigDecimal> left = number(first);
        Optional<BigDecimal> right = number(last);
        if (left.isEmpty() || right.isEmpty()) {
            return call;
        }
        return compute(call.function(), left.get(), right.get(), call.type())
                .flatMap(value -> literal(value, call.type()))
                .map(Expression.class::cast)
                .orElse(call);
    }

    private static Optional<BigDecimal> compute(Function function, BigDecimal left, BigDecimal right, Type type) {
        return switch (function) {
            case NEGATE -> Optional.of(left.negate());
            case ADD -> Optional.of(left.add(right));
            case SUBTRACT -> Optional.of(left.subtract(right));
            case MULTIPLY -> Optional.of(left.multiply(right));
            case DIVIDE ->
                right.signum() == 0 || !(type instanceof DecimalType decimal)
                        ? Optional.empty()
                        : Optional.of(left.divide(right, decimal.scale(), RoundingMode.HALF_UP));
            case MODULO -> right.signum() == 0 ? Optional.empty() : Optional.of(left.remainder(right));
            default -> Optional.empty();
        };
    }

    /** An exact number's value; nothing for other constants. Doubles are left to the kernels, which round as IEEE 754 says. */
    private static Optional<BigDecimal> number(Literal literal) {
        if (literal.value() instanceof BigDecimal decimal) {
            return Optional.of(decimal);
        }
        return literal.type().isInteger() && literal.value() instanceof Number number
                ? Optional.of(BigDecimal.valueOf(number.longValue()))
                : Optional.empty();
    }

    /** The constant of a type, rounded half up where it is a decimal; nothing where the value does not fit. */
    private static Optional<Literal> literal(BigDecimal value, Type type) {
        if (type instanceof DecimalType decimal) {
            BigDecimal rounded = value.setScale(decimal.scale(), RoundingMode.HALF_UP);
            return rounded.precision() > decimal.precision()
                    ? Optional.empty()
                    : Optional.of(new Literal(rounded, type));
        }
        if (type.equals(Type.DOUBLE)) {
            return Optional.of(new Literal(value.doubleValue(), type));
        }
        return type.equals(Type.FLOAT) ? Optional.of(new Literal(value.floatValue(), type)) : integer(value, type);
    }

    private static Optional<Literal> integer(BigDecimal value, Type type) {
        try {
            return switch (type instanceof SimpleType simple ? simple : SimpleType.STRING) {
                case TINYINT -> Optional.of(new Literal(value.byteValueExact(), type));
                case SMALLINT -> Optional.of(new Literal(value.shortValueExact(), type));
                case INT -> Optional.of(new Literal(value.intValueExact(), type));
                case BIGINT -> Optional.of(new Literal(value.longValueExact(), type));
                default -> Optional.empty();
            };
        } catch (ArithmeticException doesNotFit) {
            return Optional.empty();
        }
    }

    private static Literal bool(boolean value) {
        return value ? Literal.TRUE : Literal.FALSE;
    }
}
