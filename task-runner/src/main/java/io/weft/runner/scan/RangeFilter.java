package io.weft.runner.scan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.runner.function.LikeBeginning;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the ranges of columns, those of a row group or of a page, whether a row can meet a condition. What it does not understand may
 * be anything.
 */
final class RangeFilter {
    private static final Outcome ANYTHING = new Outcome(true, true);

    private RangeFilter() {}

    /** What an expression can be for a row; null is neither. */
    private record Outcome(boolean canBeTrue, boolean canBeFalse) {
        Outcome negated() {
            return new Outcome(/* canBeTrue= */ canBeFalse, /* canBeFalse= */ canBeTrue);
        }
    }

    /** Where values lie: null for a column of which nothing is known. */
    interface Ranges {
        @Nullable ValueRange of(InputColumn column);

        /** False only if no row of the column has this value. */
        default boolean mayHold(InputColumn column, Literal value) {
            return true;
        }
    }

    /** False only if no row with values in these ranges meets the condition. */
    static boolean mayMatch(Expression condition, Ranges ranges) {
        return outcome(condition, ranges).canBeTrue();
    }

    private static Outcome outcome(Expression expression, Ranges ranges) {
        if (expression instanceof Literal literal) {
            return new Outcome(Boolean.TRUE.equals(literal.value()), Boolean.FALSE.equals(literal.value()));
        }
        if (expression instanceof InputColumn column) {
            return comparison(Function.EQUAL, column, Literal.TRUE, ranges);
        }
        if (expression instanceof Invoke invoke) {
            return switch (invoke.function().name()) {
                case "in" -> membership(invoke, ranges);
                case "like", "startswith" -> beginning(invoke, ranges);
                default -> ANYTHING;
            };
        }
        if (!(expression instanceof Call call)) {
            return ANYTHING;
        }
        return switch (call.function().kind()) {
            case LOGIC -> logic(call, ranges);
            case COMPARISON -> comparison(call, ranges);
            case NULL_TEST -> nullTest(call, ranges);
            case ARITHMETIC -> ANYTHING;
        };
    }

    private static Outcome logic(Call call, Ranges ranges) {
        Outcome left = outcome(call.argument(0), ranges);
        if (call.function() == Function.NOT) {
            return left.negated();
        }
        Outcome right = outcome(call.argument(1), ranges);
        return call.function() == Function.AND
                ? new Outcome(left.canBeTrue() && right.canBeTrue(), left.canBeFalse() || right.canBeFalse())
                : new Outcome(left.canBeTrue() || right.canBeTrue(), left.canBeFalse() && right.canBeFalse());
    }

    private static Outcome nullTest(Call call, Ranges ranges) {
        if (!(call.argument(0) instanceof InputColumn column)) {
            return ANYTHING;
        }
        ValueRange range = ranges.of(column);
        if (range == null) {
            return ANYTHING;
        }
        return call.function() == Function.IS_NULL
                ? new Outcome(range.mayHaveNulls(), range.mayHaveValues())
                : new Outcome(range.mayHaveValues(), range.mayHaveNulls());
    }

    /** Whether a value equals one of several. */
    private static Outcome membership(Invoke call, Ranges ranges) {
        Outcome any = new Outcome(/* canBeTrue= */ false, /* canBeFalse= */ true);
        for (Expression one : call.arguments().subList(1, call.arguments().size())) {
            Outcome equal = one instanceof Literal literal
                    ? comparison(Function.EQUAL, call.argument(0), literal, ranges)
                    : ANYTHING;
            any = new Outcome(any.canBeTrue() || equal.canBeTrue(), any.canBeFalse() && equal.canBeFalse());
        }
        return any;
    }

    /** Whether a text is as a pattern says. */
    private static Outcome beginning(Invoke call, Ranges ranges) {
        if (!(call.argument(0) instanceof InputColumn column)) {
            return ANYTHING;
        }
        ValueRange range = ranges.of(column);
        return range == null
                ? ANYTHING
                : new Outcome(range.mayHaveBeginning(LikeBeginning.of(call)), range.mayHaveValues());
    }

    private static Outcome comparison(Call call, Ranges ranges) {
        if (call.argument(1) instanceof Literal literal) {
            return comparison(call.function(), call.argument(0), literal, ranges);
        }
        if (call.argument(0) instanceof Literal literal) {
            return comparison(call.function().mirrored(), call.argument(1), literal, ranges);
        }
        return ANYTHING;
    }

    private static Outcome comparison(Function function, Expression compared, Literal literal, Ranges ranges) {
        boolean isWidened = compared instanceof Cast cast
                && ValueRange.canWiden(cast.input().type(), cast.type());
        Expression input = isWidened ? ((Cast) compared).input() : compared;
        if (!(input instanceof InputColumn column)) {
            return ANYTHING;
        }
        ValueRange range = ranges.of(column);
        if (range == null) {
            return ANYTHING;
        }
        Outcome outcome = comparison(function, isWidened ? range.widened(compared.type()) : range, literal);
        boolean isRuledOut = function == Function.EQUAL && outcome.canBeTrue() && !ranges.mayHold(column, literal);
        return isRuledOut ? new Outcome(/* canBeTrue= */ false, outcome.canBeFalse()) : outcome;
    }

    private static Outcome comparison(Function function, ValueRange range, Literal literal) {
        Object value = literal.value();
        if (value == null || !range.mayHaveValues()) {
            return new Outcome(false, false);
        }
        Comparable<?> bound = ValueRange.comparable(value);
        boolean hasLess = range.mayHaveLessThan(bound);
        boolean hasEqual = range.mayHave(bound);
        boolean hasGreater = range.mayHaveGreaterThan(bound);
        return switch (function) {
            case EQUAL -> new Outcome(hasEqual, hasLess || hasGreater);
            case NOT_EQUAL -> new Outcome(hasLess || hasGreater, hasEqual);
            case LESS -> new Outcome(hasLess, hasEqual || hasGreater);
            case LESS_OR_EQUAL -> new Outcome(hasLess || hasEqual, hasGreater);
            case GREATER -> new Outcome(hasGreater, hasLess || hasEqual);
            case GREATER_OR_EQUAL -> new Outcome(hasGreater || hasEqual, hasLess);
            default -> throw new IllegalStateException("Not a comparison: " + function);
        };
    }
}
