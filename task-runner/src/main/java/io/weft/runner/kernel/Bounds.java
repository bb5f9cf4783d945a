package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import org.jspecify.annotations.Nullable;

/** A comparison with a literal as the range in which an expression's number must lie. */
record Bounds(Expression input, Range range) {
    /** The bounds that a comparison in normal form sets with this function, or null where it sets none. */
    static @Nullable Bounds of(Function comparison, Call call) {
        if (!(call.argument(1) instanceof Literal literal)
                || !Range.exists(call.argument(0).type(), literal)) {
            return null;
        }
        Expression input = call.argument(0);
        Range range = Range.of(comparison, literal, input.type());
        return new Bounds(withoutWidening(input), range);
    }

    /** The same, or null for anything but a comparison that sets a single range. */
    static @Nullable Bounds of(Expression condition) {
        return condition instanceof Call call
                        && call.function().kind() == Function.Kind.COMPARISON
                        && call.function() != Function.NOT_EQUAL
                ? of(call.function(), call)
                : null;
    }

    /** An integer is the same number as the wider one that it becomes. */
    private static Expression withoutWidening(Expression input) {
        return input instanceof Cast cast && isWidening(cast.input().type(), cast.type()) ? cast.input() : input;
    }

    private static boolean isWidening(Type from, Type to) {
        return from.isInteger() && to.isInteger() && ((SimpleType) from).compareTo((SimpleType) to) < 0;
    }

    /** Both bounds as one, or null where the other is none of this expression's. */
    @Nullable Bounds and(@Nullable Bounds other) {
        return other != null && other.input.equals(input) ? new Bounds(input, range.and(other.range)) : null;
    }
}
