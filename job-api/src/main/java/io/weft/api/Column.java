package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.AggregateCall;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Function;
import io.weft.expr.Misfit;
import io.weft.expr.Term;
import io.weft.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A computation over the columns of a dataset, as its author writes it. Names and types are looked up when the job is planned.
 * Where a method takes an object, it may be another column or a constant: Boolean, Byte, Short, Integer, Long, Float, Double,
 * BigDecimal, LocalDate, Instant, LocalDateTime, String, byte[].
 */
public final class Column {
    private final Term term;

    Column(Term term) {
        this.term = term;
    }

    /** A column or a constant as a column. */
    static Column of(@Nullable Object value) {
        return value instanceof Column column ? column : new Column(new Term.Constant(Constants.literal(value)));
    }

    Term term() {
        return term;
    }

    public Column plus(Object other) {
        return apply(Function.ADD, other);
    }

    public Column minus(Object other) {
        return apply(Function.SUBTRACT, other);
    }

    public Column multiply(Object other) {
        return apply(Function.MULTIPLY, other);
    }

    /** The quotient: a double of two integers, a decimal of decimals. Division by zero fails the job. */
    public Column divide(Object other) {
        return apply(Function.DIVIDE, other);
    }

    /** The remainder, with the sign of this column. */
    public Column mod(Object other) {
        return apply(Function.MODULO, other);
    }

    public Column negate() {
        return new Column(new Term.Apply(Function.NEGATE, List.of(term)));
    }

    public Column equalTo(Object other) {
        return apply(Function.EQUAL, other);
    }

    public Column notEqual(Object other) {
        return apply(Function.NOT_EQUAL, other);
    }

    public Column lessThan(Object other) {
        return apply(Function.LESS, other);
    }

    public Column lessThanOrEqual(Object other) {
        return apply(Function.LESS_OR_EQUAL, other);
    }

    public Column greaterThan(Object other) {
        return apply(Function.GREATER, other);
    }

    public Column greaterThanOrEqual(Object other) {
        return apply(Function.GREATER_OR_EQUAL, other);
    }

    /** Whether this is at least {@code low} and at most {@code high}. */
    public Column between(Object low, Object high) {
        return greaterThanOrEqual(low).and(lessThanOrEqual(high));
    }

    public Column and(Column other) {
        return apply(Function.AND, other);
    }

    public Column or(Column other) {
        return apply(Function.OR, other);
    }

    public Column not() {
        return new Column(new Term.Apply(Function.NOT, List.of(term)));
    }

    public Column isNull() {
        return new Column(new Term.Apply(Function.IS_NULL, List.of(term)));
    }

    public Column isNotNull() {
        return new Column(new Term.Apply(Function.IS_NOT_NULL, List.of(term)));
    }

    /** The value in another type; one that does not fit fails the job. */
    public Column cast(Type type) {
        return new Column(new Term.CastTo(term, type, Misfit.FAILS));
    }

    /** The value in another type; one that does not fit, or is no text of that type, is null. */
    public Column tryCast(Type type) {
        return new Column(new Term.CastTo(term, type, Misfit.IS_NULL));
    }

    /** The same under another name. */
    public Column as(String name) {
        return new Column(new Term.Named(term instanceof Term.Named named ? named.input() : term, name));
    }

    /** An aggregate over those rows alone for which the condition is true. */
    public Column filter(Column condition) {
        return aggregated("filter", aggregate -> {
            Term filter = aggregate
                    .filter()
                    .<Term>map(before -> new Term.Apply(Function.AND, List.of(before, condition.term)))
                    .orElse(condition.term);
            return new Term.Aggregated(aggregate.call(), aggregate.arguments(), Optional.of(filter));
        });
    }

    /** An aggregate that counts values that come again once. */
    public Column distinct() {
        return aggregated("distinct", aggregate -> {
            if (aggregate.arguments().isEmpty()) {
                throw invalid("distinct", "it has no argument (name columns: countDistinct(...))");
            }
            return new Term.Aggregated(aggregate.call().distinct(), aggregate.arguments(), aggregate.filter());
        });
    }

    /** A {@code first} or {@code last} that looks for a value that is not null. */
    public Column ignoreNulls() {
        return aggregated("ignoreNulls", aggregate -> {
            AggregateFunction function = switch (aggregate.call().function()) {
                case FIRST, FIRST_NON_NULL -> AggregateFunction.FIRST_NON_NULL;
                case LAST, LAST_NON_NULL -> AggregateFunction.LAST_NON_NULL;
                default -> throw invalid("ignoreNulls", "it is neither first nor last (others leave nulls out)");
            };
            AggregateCall call = AggregateCall.of(function);
            return new Term.Aggregated(
                    aggregate.call().isDistinct() ? call.distinct() : call, aggregate.arguments(), aggregate.filter());
        });
    }

    private Column aggregated(String verb, UnaryOperator<Term.Aggregated> change) {
        if (term instanceof Term.Named named) {
            return new Column(named.input()).aggregated(verb, change).as(named.name());
        }
        if (term instanceof Term.Aggregated aggregate) {
            return new Column(change.apply(aggregate));
        }
        throw invalid(verb, "it is not an aggregate, such as sum(...) (rows are filtered with where)");
    }

    private WeftException invalid(String verb, String reason) {
        return new WeftException(ErrorCode.INVALID_PLAN, "Cannot call %s on %s: %s", verb, term, reason);
    }

    private Column apply(Function function, Object other) {
        return new Column(new Term.Apply(function, List.of(term, of(other).term)));
    }

    @Override
    public String toString() {
        return term.toString();
    }
}
