package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.expr.Frame;
import io.weft.expr.Term;
import io.weft.expr.WindowColumn;
import io.weft.expr.WindowFunction;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Looks up names and types of functions over windows. What the terms alone tell to be wrong was refused when they were written. */
final class WindowTerms {
    private final TermResolver terms;

    /** @param terms over the columns of the rows */
    WindowTerms(TermResolver terms) {
        this.terms = terms;
    }

    /** What rows are divided or ordered by. */
    Expression key(Term.Over over, Term term) {
        Expression key = terms.resolve(term);
        if (key.type().isNested()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s: %s is a %s, whose values have no order (take an element or a field of it)",
                    over,
                    key,
                    key.type());
        }
        return key;
    }

    /**
     * The function.
     *
     * @param order what its rows are ordered by
     */
    WindowColumn column(Term.Over over, List<Expression> order, String name) {
        Frame frame = over.window().meant();
        if (frame.hasValueBound()) {
            requireDistances(over, order);
        }
        if (over.function() instanceof Term.WindowCall call) {
            return placed(over, call, frame, name);
        }
        Aggregate aggregate = terms.aggregate(new Term.Named(over.function(), name));
        return switch (aggregate.function()) {
            case FIRST -> valueOf(over, aggregate, WindowFunction.FIRST_VALUE, frame);
            case LAST -> valueOf(over, aggregate, WindowFunction.LAST_VALUE, frame);
            case FIRST_NON_NULL -> valueOf(over, aggregate, WindowFunction.FIRST_NON_NULL, frame);
            case LAST_NON_NULL -> valueOf(over, aggregate, WindowFunction.LAST_NON_NULL, frame);
            default -> aggregated(over, aggregate, frame);
        };
    }

    private static void requireDistances(Term.Over over, List<Expression> order) {
        if (order.size() != 1) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot compute %s: a distance in values needs an order by one column, not by %d (use rowsBetween,"
                            + " or order by one)",
                    over,
                    order.size());
        }
        Type type = order.get(0).type();
        if (!type.isNumeric() && !type.equals(Type.DATE)) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s: %s is a %s, and distances are those of numbers, or of dates in days (cast it, for"
                            + " timestamps to bigint: seconds)",
                    over,
                    order.get(0),
                    type);
        }
    }

    private WindowColumn placed(Term.Over over, Term.WindowCall call, Frame frame, String name) {
        WindowFunction function = call.function();
        List<Expression> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(terms.resolve(argument)));
        if (arguments.size() == 2) {
            Expression fallback = arguments.get(1);
            Type wanted = arguments.get(0).type();
            if (!Expressions.standsFor(fallback, wanted)) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot compute %s: the default is a %s and the values are %s (cast one of them)",
                        over,
                        fallback.type(),
                        wanted);
            }
            arguments.set(1, Expressions.cast(fallback, wanted));
        }
        Frame seen = function.takesFrame() ? frame : Frame.WHOLE_PARTITION;
        Type type = switch (function) {
            case ROW_NUMBER, RANK, DENSE_RANK, NTILE -> Type.BIGINT;
            case PERCENT_RANK, CUME_DIST -> Type.DOUBLE;
            default -> arguments.get(0).type();
        };
        return new WindowColumn.Placed(function, arguments, call.number(), seen, name, type);
    }

    private static WindowColumn valueOf(Term.Over over, Aggregate aggregate, WindowFunction function, Frame frame) {
        if (aggregate.filter().isPresent()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot compute %s: a first or last value over a window takes no filter (make the value null with"
                            + " when(...), and use ignoreNulls())",
                    over);
        }
        return new WindowColumn.Placed(function, aggregate.arguments(), 0, frame, aggregate.name(), aggregate.type());
    }

    private static WindowColumn aggregated(Term.Over over, Aggregate aggregate, Frame frame) {
        if (aggregate.call().isDistinct()) {
            throw refused(over, "distinct values are not told apart over windows");
        }
        if (!aggregate.hasSmallState()) {
            throw refused(over, aggregate.function() + " keeps more than about a value for each row");
        }
        return new WindowColumn.Aggregated(aggregate, frame);
    }

    private static WeftException refused(Term.Over over, String reason) {
        return new WeftException(
                ErrorCode.INVALID_PLAN, "Cannot compute %s: %s (aggregate in groupBy instead)", over, reason);
    }
}
