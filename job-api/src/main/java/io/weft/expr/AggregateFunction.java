package io.weft.expr;

import io.weft.type.Type;
import java.util.List;
import java.util.Locale;

/**
 * What is computed over the rows of a group: the registry of aggregates. Each has a state of one or more columns, in which partial results
 * travel; states of the same group can be merged in any order.
 *
 * <p>Nulls are left out, and over no values the result is null, where the constant does not say otherwise.
 */
public enum AggregateFunction {
    /** The number of rows, or of rows where no argument is null; zero for no rows. State: the count. */
    COUNT("count(x)", "rows where x is not null; without x, rows", "3", AggregateRules::count),
    /** The sum of the values. State: the sum. */
    SUM("sum(x)", "the sum, ten digits wider for decimals; overflow is an error", "5", AggregateRules::sum),
    /** The mean of the values. State: the sum and the count. */
    AVG(
            "avg(x)",
            "the mean; of decimals a decimal with four more digits after the point",
            "1.6666666666666667",
            AggregateRules::average),
    /** The least value. State: the value. */
    MIN("min(x)", "the least value", "1", AggregateRules::ordered),
    /** The greatest value. State: the value. */
    MAX("max(x)", "the greatest value", "2", AggregateRules::ordered),
    /** One of the values, whichever. State: the value. */
    ANY_VALUE("any_value(x)", "one of the values that are not null", "1", AggregateRules::value),
    /** Whether all values are true. State: the truth so far. */
    BOOL_AND("bool_and(b)", "whether b is true wherever it is not null", "false", AggregateRules::truth),
    /** Whether one of the values is true. State: the truth so far. */
    BOOL_OR("bool_or(b)", "whether b is true somewhere", "true", AggregateRules::truth),
    /** The value of the row that arrived first, null or not. State: the value, and whether there was a row. */
    FIRST("first(x)", "x of the row that arrived first, null or not", "1", AggregateRules::place),
    /** The value of the row that arrived last, null or not. State: the value, and whether there was a row. */
    LAST("last(x)", "x of the row that arrived last, null or not", "null", AggregateRules::place),
    /** The value that arrived first. State: the value. */
    FIRST_NON_NULL("first(x).ignoreNulls()", "the value of x that arrived first", "1", AggregateRules::value),
    /** The value that arrived last. State: the value. */
    LAST_NON_NULL("last(x).ignoreNulls()", "the value of x that arrived last", "2", AggregateRules::value),
    /** The first argument, null or not, where the second is least. State: both. */
    MIN_BY("min_by(x, y)", "x, null or not, of a row where y is least", "1", AggregateRules::extremeBy),
    /** The first argument, null or not, where the second is greatest. State: both. */
    MAX_BY("max_by(x, y)", "x, null or not, of a row where y is greatest", "2", AggregateRules::extremeBy),
    /** The mean squared distance from the mean. State: count, mean, sum of squared distances. */
    VAR_POP("var_pop(y)", "variance of all there is: divided by n", "2.6666666666666665", AggregateRules::moments),
    /** The estimate of the variance from a sample. State: as {@link #VAR_POP}. */
    VAR_SAMP("var_samp(y)", "variance of a sample: divided by n-1; null where n is 1", "4.0", AggregateRules::moments),
    /** The root of {@link #VAR_POP}. State: the same. */
    STDDEV_POP("stddev_pop(y)", "standard deviation of all there is", "1.632993161855452", AggregateRules::moments),
    /** The root of {@link #VAR_SAMP}. State: the same. */
    STDDEV_SAMP("stddev_samp(y)", "standard deviation of a sample; null where n is 1", "2.0", AggregateRules::moments),
    /** The mean product of distances from the means. State: count, both means, sum of products, both sums of squares. */
    COVAR_POP(
            "covar_pop(x, y)",
            "covariance over rows where neither is null: divided by n",
            "1.0",
            AggregateRules::comoments),
    /** The estimate of the covariance from a sample. State: as {@link #COVAR_POP}. */
    COVAR_SAMP(
            "covar_samp(x, y)",
            "the same of a sample: divided by n-1; null where n is 1",
            "2.0",
            AggregateRules::comoments),
    /** Pearson's coefficient. State: as {@link #COVAR_POP}. */
    CORR("corr(x, y)", "correlation, from -1 to 1; null where x or y is constant", "1.0", AggregateRules::comoments),
    /** All values, in a list; an empty one for none. State: the list. */
    COLLECT_LIST("collect_list(x)", "a list of the values, in any order", "[1, 2, 2]", AggregateRules::list),
    /** The distinct values, in a list. */
    COLLECT_SET("collect_set(x)", "a list of the distinct values, in any order", "[1, 2]", AggregateRules::list),
    /**
     * The value below which a fraction of the values lies, between two of them where need be. Parameter: the fraction. State: a list of values and a list
     * of how often each comes.
     */
    PERCENTILE_CONT(
            "percentile_cont(y, 0.25)",
            "the exact percentile, interpolated between two values; median(x) is that of 0.5",
            "5.0",
            AggregateRules::interpolatedPercentile),
    /** The least value that a fraction of the values is not above. Parameter and state: as {@link #PERCENTILE_CONT}. */
    PERCENTILE_DISC(
            "percentile_disc(y, 0.5)", "the exact percentile, one of the values", "6.0", AggregateRules::percentile),
    /** About how many distinct values there are; zero for none. Parameter: the binary logarithm of the sketch's size. State: the sketch. */
    APPROX_COUNT_DISTINCT(
            "approx_count_distinct(x)",
            "the number of distinct values, by a HyperLogLog sketch",
            "2",
            AggregateRules::approximateCount),
    /** About the value below which a fraction of the values lies. Parameters: the fraction, the sketch's size. State: the sketch. */
    APPROX_PERCENTILE(
            "approx_percentile(y, 0.5)",
            "the value below which the fraction of the values lies, by a KLL sketch",
            "6.0",
            AggregateRules::approximatePercentile),
    /** What an author's {@link UserAggregate} says. */
    USER("aggregate(aggregator, x, ...)", "what an author's own Aggregator computes", "", (function, arguments) -> {
        throw new IllegalStateException("A user's aggregate says itself what its types are");
    });

    private final String usage;
    private final String meaning;
    private final String example;

    // Method references, without any state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final AggregateRules.Rule rule;

    AggregateFunction(String usage, String meaning, String example, AggregateRules.Rule rule) {
        this.usage = usage;
        this.meaning = meaning;
        this.example = example;
        this.rule = rule;
    }

    /** How it is written, for the table of functions. */
    public String usage() {
        return usage;
    }

    /** What it gives, for the table of functions. */
    public String meaning() {
        return meaning;
    }

    /** What the usage gives over the rows that the table of functions shows; empty where there is no example. */
    public String example() {
        return example;
    }

    /**
     * The types of its arguments, state and result, over arguments of these types.
     *
     * @throws io.weft.error.WeftException with {@code TYPE_MISMATCH} where it is not defined for them
     */
    public AggregateSignature signature(List<Type> arguments) {
        return rule.signature(this, arguments);
    }

    /** The type of the result over arguments of these types. */
    public Type resultType(List<Type> arguments) {
        return signature(arguments).result();
    }

    /** The types of the state's columns over arguments of these types. */
    public List<Type> stateTypes(List<Type> arguments) {
        return signature(arguments).state();
    }

    /** Whether repeated values change nothing, so that a distinct one is the same. */
    boolean ignoresRepetition() {
        return switch (this) {
            case MIN, MAX, ANY_VALUE, BOOL_AND, BOOL_OR, APPROX_COUNT_DISTINCT -> true;
            default -> false;
        };
    }

    /** Whether it takes each value once, with the number of rows that have it. */
    public boolean countsValues() {
        return this == PERCENTILE_CONT || this == PERCENTILE_DISC;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
