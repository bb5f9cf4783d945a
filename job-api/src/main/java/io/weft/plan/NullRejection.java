package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunction.NullRule;
import java.util.function.IntPredicate;

/** Whether a condition cannot be true where some columns are all null, as those of a side are that matches nothing. */
final class NullRejection implements Expression.Visitor<Boolean> {
    private final IntPredicate isNulled;

    private NullRejection(IntPredicate isNulled) {
        this.isNulled = isNulled;
    }

    /** Whether the condition is false or null for every row whose columns of these places are null. */
    static boolean rejects(Expression condition, IntPredicate nulled) {
        return new NullRejection(nulled).rejects(condition);
    }

    private boolean rejects(Expression condition) {
        if (condition.accept(this)) {
            return true;
        }
        if (!(condition instanceof Call call)) {
            return false;
        }
        return switch (call.function()) {
            case AND -> call.arguments().stream().anyMatch(this::rejects);
            case OR -> call.arguments().stream().allMatch(this::rejects);
            case IS_NOT_NULL -> call.argument(0).accept(this);
            case NOT ->
                call.argument(0) instanceof Call inner
                        && inner.function() == Function.IS_NULL
                        && inner.argument(0).accept(this);
            default -> false;
        };
    }

    /** The cases say whether an expression is null for such a row. */
    @Override
    public Boolean column(InputColumn column) {
        return isNulled.test(column.index());
    }

    @Override
    public Boolean literal(Literal literal) {
        return literal.value() == null;
    }

    @Override
    public Boolean call(Call call) {
        return switch (call.function().kind()) {
            case ARITHMETIC, COMPARISON -> call.arguments().stream().anyMatch(argument -> argument.accept(this));
            case LOGIC -> call.arguments().stream().allMatch(argument -> argument.accept(this));
            case NULL_TEST -> false;
        };
    }

    @Override
    public Boolean cast(Cast cast) {
        return cast.input().accept(this);
    }

    @Override
    public Boolean invoke(Invoke invoke) {
        if (invoke.function().name().equals("in")) {
            return invoke.argument(0).accept(this);
        }
        return invoke.function().nullRule() == NullRule.STRICT
                && invoke.arguments().stream().anyMatch(argument -> argument.accept(this));
    }

    @Override
    public Boolean userCall(UserCall call) {
        return false;
    }
}
