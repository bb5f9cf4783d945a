package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import io.weft.expr.Function;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what is worth computing once. Operands of {@code and}, {@code or} and {@code not} do not count, because they may be computed for
 * some of the rows only.
 */
final class CommonExpressions implements Visitor<Void> {
    private final Set<Expression> seen = new HashSet<>();
    private final Set<Expression> common = new HashSet<>();

    private CommonExpressions() {}

    /** The calls and casts that occur more than once, apart from those that occur only within such a one. */
    static Set<Expression> of(List<? extends Expression> expressions) {
        CommonExpressions search = new CommonExpressions();
        for (Expression expression : expressions) {
            expression.accept(search);
        }
        return search.common;
    }

    @Override
    public Void column(InputColumn column) {
        return null;
    }

    @Override
    public Void literal(Literal literal) {
        return null;
    }

    @Override
    public Void call(Call call) {
        if (isFirst(call) && call.function().kind() != Function.Kind.LOGIC) {
            call.arguments().forEach(argument -> argument.accept(this));
        }
        return null;
    }

    @Override
    public Void cast(Cast cast) {
        if (isFirst(cast)) {
            cast.input().accept(this);
        }
        return null;
    }

    /** What a function may leave uncomputed does not count either. */
    @Override
    public Void invoke(Invoke invoke) {
        if (isFirst(invoke) && !Choices.isChoice(invoke)) {
            invoke.arguments().forEach(argument -> argument.accept(this));
        }
        return null;
    }

    @Override
    public Void userCall(UserCall call) {
        if (isFirst(call)) {
            call.arguments().forEach(argument -> argument.accept(this));
        }
        return null;
    }

    private boolean isFirst(Expression expression) {
        if (seen.add(expression)) {
            return true;
        }
        common.add(expression);
        return false;
    }
}
