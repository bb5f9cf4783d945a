package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.List;

/**
 * Conditions in which {@code not} stands before boolean values only, and literals stand to the right of a comparison. To find the rows for which
 * a condition is false is then no more work than to find those for which it is true.
 */
final class NormalForm {
    private NormalForm() {}

    /** What is true of exactly the rows of which the condition is true. */
    static Expression ofTrue(Expression condition) {
        if (condition instanceof Cast cast && cast.input().type().isNumeric()) {
            return ofTrue(isNotZero(cast.input()));
        }
        if (!(condition instanceof Call call)) {
            return condition;
        }
        return switch (call.function()) {
            case AND, OR -> logic(call.function(), ofTrue(call.argument(0)), ofTrue(call.argument(1)));
            case NOT -> ofFalse(call.argument(0));
            default -> withLiteralRight(call);
        };
    }

    /** What is true of exactly the rows of which the condition is false. */
    static Expression ofFalse(Expression condition) {
        if (condition instanceof Literal literal) {
            return literal.value() == null ? literal : new Literal(literal.equals(Literal.FALSE), Type.BOOLEAN);
        }
        if (condition instanceof Cast cast && cast.input().type().isNumeric()) {
            return ofFalse(isNotZero(cast.input()));
        }
        if (!(condition instanceof Call call)) {
            return new Call(Function.NOT, List.of(condition), Type.BOOLEAN);
        }
        return switch (call.function()) {
            case AND -> logic(Function.OR, ofFalse(call.argument(0)), ofFalse(call.argument(1)));
            case OR -> logic(Function.AND, ofFalse(call.argument(0)), ofFalse(call.argument(1)));
            case NOT -> ofTrue(call.argument(0));
            default -> withLiteralRight(new Call(opposite(call.function()), call.arguments(), Type.BOOLEAN));
        };
    }

    /** What a cast of a number to boolean means. */
    private static Call isNotZero(Expression number) {
        return new Call(Function.NOT_EQUAL, List.of(number, zero(number.type())), Type.BOOLEAN);
    }

    private static Literal zero(Type type) {
        if (type instanceof DecimalType decimal) {
            return new Literal(BigDecimal.ZERO.setScale(decimal.scale()), type);
        }
        return switch ((SimpleType) type) {
            case TINYINT -> new Literal((byte) 0, type);
            case SMALLINT -> new Literal((short) 0, type);
            case INT -> new Literal(0, type);
            case BIGINT -> new Literal(0L, type);
            case FLOAT -> new Literal(0f, type);
            case DOUBLE -> new Literal(0.0, type);
            case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY ->
                throw new IllegalArgumentException("Not a number: " + type);
        };
    }

    private static Call logic(Function function, Expression left, Expression right) {
        return new Call(function, List.of(left, right), Type.BOOLEAN);
    }

    private static Call withLiteralRight(Call call) {
        boolean turns = call.function().kind() == Function.Kind.COMPARISON
                && call.argument(0) instanceof Literal
                && !(call.argument(1) instanceof Literal);
        return turns
                ? new Call(call.function().mirrored(), List.of(call.argument(1), call.argument(0)), Type.BOOLEAN)
                : call;
    }

    /** The test that is true where this one is false; both are null for the same rows. */
    private static Function opposite(Function test) {
        return switch (test) {
            case EQUAL -> Function.NOT_EQUAL;
            case NOT_EQUAL -> Function.EQUAL;
            case LESS -> Function.GREATER_OR_EQUAL;
            case GREATER_OR_EQUAL -> Function.LESS;
            case GREATER -> Function.LESS_OR_EQUAL;
            case LESS_OR_EQUAL -> Function.GREATER;
            case IS_NULL -> Function.IS_NOT_NULL;
            case IS_NOT_NULL -> Function.IS_NULL;
            default -> throw new IllegalArgumentException("Not a condition: " + test);
        };
    }
}
