package io.weft.runner.scan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import java.util.List;

/**
 * Tells from statistics whether a row group can hold a row that meets a scan's filters. What it does not understand may be anything.
 */
final class RowGroupFilter {
    private static final Outcome ANYTHING = new Outcome(true, true);

    private final List<Expression> filters;

    RowGroupFilter(List<Expression> filters) {
        this.filters = filters;
    }

    /** What an expression can be for a row of the row group; null is neither. */
    private record Outcome(boolean canBeTrue, boolean canBeFalse) {
        Outcome negated() {
            return new Outcome(/* canBeTrue= */ canBeFalse, /* canBeFalse= */ canBeTrue);
        }
    }

    /** False only if no row of the row group meets all filters. */
    boolean mayMatch(ParquetFile.RowGroup group) {
        return filters.stream().allMatch(filter -> outcome(filter, group).canBeTrue());
    }

    private static Outcome outcome(Expression expression, ParquetFile.RowGroup group) {
        if (expression instanceof Literal literal) {
            return new Outcome(Boolean.TRUE.equals(literal.value()), Boolean.FALSE.equals(literal.value()));
        }
        if (expression instanceof InputColumn column) {
            return comparison(Function.EQUAL, column, Literal.TRUE, group);
        }
        if (!(expression instanceof Call call)) {
            return ANYTHING;
        }
        return switch (call.function().kind()) {
            case LOGIC -> logic(call, group);
            case COMPARISON -> comparison(call, group);
            case NULL_TEST -> nullTest(call, group);
            case ARITHMETIC -> ANYTHING;
        };
    }

    private static Outcome logic(Call call, ParquetFile.RowGroup group) {
        Outcome left = outcome(call.argument(0), group);
        if (call.function() == Function.NOT) {
            return left.negated();
        }
        Outcome right = outcome(call.argument(1), group);
        return call.function() == Function.AND
                ? new Outcome(left.canBeTrue() && right.canBeTrue(), left.canBeFalse() || right.canBeFalse())
                : new Outcome(left.canBeTrue() || right.canBeTrue(), left.canBeFalse() && right.canBeFalse());
    }

    private static Outcome nullTest(Call call, ParquetFile.RowGroup group) {
        if (!(call.argument(0) instanceof InputColumn column) || column.type().isNested()) {
            return ANYTHING;
        }
        ValueRange range = ValueRange.of(group.chunk(column.index()), column.type());
        return call.function() == Function.IS_NULL
                ? new Outcome(range.mayHaveNulls(), range.mayHaveValues())
                : new Outcome(range.mayHaveValues(), range.mayHaveNulls());
    }

    private static Outcome comparison(Call call, ParquetFile.RowGroup group) {
        if (call.argument(1) instanceof Literal literal) {
            return comparison(call.function(), call.argument(0), literal, group);
        }
        if (call.argument(0) instanceof Literal literal) {
            return comparison(call.function().mirrored(), call.argument(1), literal, group);
        }
        return ANYTHING;
    }

    private static Outcome comparison(
            Function function, Expression compared, Literal literal, ParquetFile.RowGroup group) {
        if (compared instanceof Cast cast && ValueRange.canWiden(cast.input().type(), cast.type())) {
            return cast.input() instanceof InputColumn column
                    ? comparison(function, rangeOf(column, group).widened(cast.type()), literal)
                    : ANYTHING;
        }
        return compared instanceof InputColumn column
                ? comparison(function, rangeOf(column, group), literal)
                : ANYTHING;
    }

    private static ValueRange rangeOf(InputColumn column, ParquetFile.RowGroup group) {
        return ValueRange.of(group.chunk(column.index()), column.type());
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
