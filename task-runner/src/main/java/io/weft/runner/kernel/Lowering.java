package io.weft.runner.kernel;

import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunction;
import io.weft.expr.ScalarFunctions;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorValues;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.List;

/**
 * Rewrites an expression before its loops are chosen: what has no column in it is computed, by the very kernels, and functions that say no
 * more than other expressions become these. A constant part that would fail is left as it is, so that it fails only if a row reaches it.
 */
public final class Lowering implements Visitor<Expression> {
    private static final Batch ONE_ROW = new Batch(1, List.of());
    private static final int MOST_BYTES_OF_LIST = 4096;
    private static final ScalarFunction CASE = ScalarFunctions.find("case").orElseThrow();

    private Lowering() {}

    /** An expression that means the same. */
    public static Expression of(Expression expression) {
        return expression.accept(new Lowering());
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
    public Expression call(Call call) {
        List<Expression> arguments = lowered(call.arguments());
        return computed(new Call(call.function(), arguments, call.type()), arguments);
    }

    @Override
    public Expression cast(Cast cast) {
        Expression input = cast.input().accept(this);
        return computed(cast.of(input), List.of(input));
    }

    @Override
    public Expression invoke(Invoke invoke) {
        List<Expression> arguments = lowered(invoke.arguments());
        return computed(rewritten(invoke.of(arguments)), arguments);
    }

    /** Called where rows are, never before: it may do anything. */
    @Override
    public Expression userCall(UserCall call) {
        return new UserCall(call.function(), lowered(call.arguments()), call.type());
    }

    private List<Expression> lowered(List<Expression> arguments) {
        return arguments.stream().map(argument -> argument.accept(this)).toList();
    }

    /** The value of an expression all of whose arguments are constants. */
    private static Expression computed(Expression expression, List<Expression> arguments) {
        for (Expression argument : arguments) {
            if (!(argument instanceof Literal)) {
                return expression;
            }
        }
        try {
            Vector vector = ExpressionCompiler.compileLowered(expression).evaluate(ONE_ROW);
            // A list is repeated for every row as a constant, too, which would cost more than to compute it.
            return expression.type().isNested() && vector.retainedBytes() > MOST_BYTES_OF_LIST
                    ? expression
                    : new Literal(VectorValues.value(vector, 0, expression.type()), expression.type());
        } catch (WeftException e) {
            return expression;
        }
    }

    private static Expression rewritten(Invoke invoke) {
        List<Expression> arguments = invoke.arguments();
        return switch (invoke.function().name()) {
            case "if" -> new Invoke(CASE, arguments, invoke.type());
            case "nullif" ->
                new Invoke(
                        CASE,
                        List.of(compare(Function.EQUAL, arguments), new Literal(null, invoke.type()), arguments.get(0)),
                        invoke.type());
            case "equal_null" -> equalOrBothNull(arguments);
            case "in" -> MembershipTest.isFor(invoke) ? invoke : anyEqual(arguments);
            case "abs" -> invoke.type() instanceof DecimalType decimal ? magnitude(invoke, decimal) : invoke;
            case "to_date", "to_timestamp" ->
                arguments.size() == 1 ? new Cast(arguments.get(0), invoke.type()).in(invoke.zone()) : invoke;
            case "round" -> isRoundedByCast(invoke) ? Expressions.cast(arguments.get(0), invoke.type()) : invoke;
            default -> invoke;
        };
    }

    private static Call compare(Function function, List<Expression> sides) {
        return new Call(function, sides, Type.BOOLEAN);
    }

    private static Call logic(Function function, Expression left, Expression right) {
        return new Call(function, List.of(left, right), Type.BOOLEAN);
    }

    private static Call test(Function function, Expression input) {
        return new Call(function, List.of(input), Type.BOOLEAN);
    }

    private static Expression equalOrBothNull(List<Expression> sides) {
        Expression left = sides.get(0);
        Expression right = sides.get(1);
        Expression bothNull = logic(Function.AND, test(Function.IS_NULL, left), test(Function.IS_NULL, right));
        Expression neitherNull =
                logic(Function.AND, test(Function.IS_NOT_NULL, left), test(Function.IS_NOT_NULL, right));
        Expression equal = logic(Function.AND, neitherNull, compare(Function.EQUAL, sides));
        return logic(Function.OR, bothNull, equal);
    }

    private static Expression anyEqual(List<Expression> arguments) {
        Expression value = arguments.get(0);
        return arguments.subList(1, arguments.size()).stream()
                .map(other -> (Expression) compare(Function.EQUAL, List.of(value, other)))
                .reduce((left, right) -> logic(Function.OR, left, right))
                .orElseThrow();
    }

    private static Expression magnitude(Invoke invoke, DecimalType type) {
        Expression value = invoke.argument(0);
        Literal zero = new Literal(BigDecimal.ZERO.setScale(type.scale()), type);
        Expression negated = new Call(Function.NEGATE, List.of(value), type);
        return new Invoke(CASE, List.of(compare(Function.LESS, List.of(value, zero)), negated, value), type);
    }

    /** A cast to a decimal rounds half up, too. */
    private static boolean isRoundedByCast(Invoke invoke) {
        return invoke.type() instanceof DecimalType && DecimalRounding.digits(invoke) >= 0;
    }
}
