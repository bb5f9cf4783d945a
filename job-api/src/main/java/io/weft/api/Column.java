package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.AggregateCall;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Constants;
import io.weft.expr.Function;
import io.weft.expr.Misfit;
import io.weft.expr.Term;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * A function of {@link WindowFunctions}, or an aggregate, over the rows of a window: a value for each row. It stands in {@link Dataset#select}
     * and {@link Dataset#withColumn}, alone or within another computation.
     *
     * @throws IllegalArgumentException if this is no such function, or the window is not one for it
     */
    public Column over(WindowSpec window) {
        return term instanceof Term.Named named
                ? new Column(named.input()).over(window).as(named.name())
                : new Column(window.over(term));
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

    /** The element of a list, counted from 0, or the value of a key in a map; null where there is none. */
    public Column getItem(Object key) {
        return invoke("get", this, key);
    }

    /** The value of a field of a struct. */
    public Column getField(String name) {
        return invoke("get_field", this, name);
    }

    /** Whether this equals one of the values. */
    public Column isIn(Object... values) {
        return invokeAll("in", this, values);
    }

    /** Whether this and the other are equal or both null; never null. */
    public Column equalNull(Object other) {
        return invoke("equal_null", this, other);
    }

    /** Whether the text matches a pattern, in which {@code %} stands for any characters and {@code _} for one. */
    public Column like(Object pattern) {
        return invoke("like", this, pattern);
    }

    /** Whether the regular expression is found in the text. */
    public Column rlike(Object regex) {
        return invoke("rlike", this, regex);
    }

    public Column startsWith(Object part) {
        return invoke("startswith", this, part);
    }

    public Column endsWith(Object part) {
        return invoke("endswith", this, part);
    }

    public Column contains(Object part) {
        return invoke("contains", this, part);
    }

    /** The characters from one on, counted from 1, at most so many. */
    public Column substr(Object from, Object length) {
        return invoke("substring", this, from, length);
    }

    /**
     * One more case of a column that began with {@link Functions#when}.
     *
     * @throws IllegalStateException if this is no such column, or has its {@link #otherwise} already
     */
    public Column when(Column condition, Object value) {
        return withCase(condition, value);
    }

    /**
     * What a column that began with {@link Functions#when} is where no condition holds; without it, null.
     *
     * @throws IllegalStateException if this is no such column, or has its otherwise already
     */
    public Column otherwise(Object value) {
        return withCase(value);
    }

    private Column withCase(Object... more) {
        if (!(term instanceof Term.Invoke invoke)
                || !invoke.function().equals("case")
                || invoke.arguments().size() % 2 != 0) {
            throw new IllegalStateException("Cases belong to a column that began with when(...): " + this);
        }
        List<Term> arguments = new ArrayList<>(invoke.arguments());
        for (Object argument : more) {
            arguments.add(of(argument).term);
        }
        return new Column(new Term.Invoke("case", arguments));
    }

    /** A function of columns and constants. */
    static Column invoke(String function, Object... arguments) {
        return new Column(new Term.Invoke(
                function, Arrays.stream(arguments).map(value -> of(value).term).toList()));
    }

    /** The same with the first of the arguments apart. */
    static Column invokeAll(String function, Object first, Object... others) {
        Object[] arguments = new Object[others.length + 1];
        arguments[0] = first;
        System.arraycopy(others, 0, arguments, 1, others.length);
        return invoke(function, arguments);
    }

    private Column apply(Function function, Object other) {
        return new Column(new Term.Apply(function, List.of(term, of(other).term)));
    }

    @Override
    public String toString() {
        return term.toString();
    }
}
