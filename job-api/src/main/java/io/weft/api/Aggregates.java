package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.AggregateCall;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression.Literal;
import io.weft.expr.SketchSizes;
import io.weft.expr.Term;
import io.weft.expr.UserAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The aggregates beyond count, sum, avg, min and max, which are in {@link Columns}. Made to be imported statically. docs/semantics.md says
 * what each gives; any of them takes part of the rows with {@link Column#filter}.
 */
public final class Aggregates {
    private Aggregates() {}

    /** The number of distinct values that are not null. */
    public static Column countDistinct(String column) {
        return countDistinct(Columns.col(column));
    }

    /** The number of distinct values, of several columns together where none of them is null. */
    public static Column countDistinct(Column column, Column... more) {
        List<Column> columns = new ArrayList<>(List.of(column));
        columns.addAll(Arrays.asList(more));
        return new Column(new Term.Aggregated(
                AggregateCall.of(AggregateFunction.COUNT).distinct(),
                columns.stream().map(Column::term).toList(),
                Optional.empty()));
    }

    /** One of the values that are not null; which one is not determined. */
    public static Column anyValue(String column) {
        return anyValue(Columns.col(column));
    }

    public static Column anyValue(Column column) {
        return aggregate(AggregateFunction.ANY_VALUE, column);
    }

    /** Whether all values that are not null are true. */
    public static Column boolAnd(String column) {
        return boolAnd(Columns.col(column));
    }

    public static Column boolAnd(Column column) {
        return aggregate(AggregateFunction.BOOL_AND, column);
    }

    /** Whether one of the values is true. */
    public static Column boolOr(String column) {
        return boolOr(Columns.col(column));
    }

    public static Column boolOr(Column column) {
        return aggregate(AggregateFunction.BOOL_OR, column);
    }

    /** The value, null or not, of the row that arrives first; in which order rows arrive is not determined. */
    public static Column first(String column) {
        return first(Columns.col(column));
    }

    public static Column first(Column column) {
        return aggregate(AggregateFunction.FIRST, column);
    }

    /** The value, null or not, of the row that arrives last; in which order rows arrive is not determined. */
    public static Column last(String column) {
        return last(Columns.col(column));
    }

    public static Column last(Column column) {
        return aggregate(AggregateFunction.LAST, column);
    }

    /** The value of {@code column}, null or not, in a row where {@code order} is least. */
    public static Column minBy(String column, String order) {
        return minBy(Columns.col(column), Columns.col(order));
    }

    public static Column minBy(Column column, Column order) {
        return aggregate(AggregateFunction.MIN_BY, column, order);
    }

    /** The value of {@code column}, null or not, in a row where {@code order} is greatest. */
    public static Column maxBy(String column, String order) {
        return maxBy(Columns.col(column), Columns.col(order));
    }

    public static Column maxBy(Column column, Column order) {
        return aggregate(AggregateFunction.MAX_BY, column, order);
    }

    /** The variance, divided by the number of values. */
    public static Column varPop(String column) {
        return varPop(Columns.col(column));
    }

    public static Column varPop(Column column) {
        return aggregate(AggregateFunction.VAR_POP, column);
    }

    /** The variance estimated from a sample, divided by one less than the number of values. */
    public static Column varSamp(String column) {
        return varSamp(Columns.col(column));
    }

    public static Column varSamp(Column column) {
        return aggregate(AggregateFunction.VAR_SAMP, column);
    }

    /** The standard deviation: the root of {@link #varPop}. */
    public static Column stddevPop(String column) {
        return stddevPop(Columns.col(column));
    }

    public static Column stddevPop(Column column) {
        return aggregate(AggregateFunction.STDDEV_POP, column);
    }

    /** The standard deviation estimated from a sample: the root of {@link #varSamp}. */
    public static Column stddevSamp(String column) {
        return stddevSamp(Columns.col(column));
    }

    public static Column stddevSamp(Column column) {
        return aggregate(AggregateFunction.STDDEV_SAMP, column);
    }

    /** The covariance, divided by the number of rows where neither value is null. */
    public static Column covarPop(String x, String y) {
        return covarPop(Columns.col(x), Columns.col(y));
    }

    public static Column covarPop(Column x, Column y) {
        return aggregate(AggregateFunction.COVAR_POP, x, y);
    }

    /** The covariance estimated from a sample, divided by one less than the number of rows. */
    public static Column covarSamp(String x, String y) {
        return covarSamp(Columns.col(x), Columns.col(y));
    }

    public static Column covarSamp(Column x, Column y) {
        return aggregate(AggregateFunction.COVAR_SAMP, x, y);
    }

    /** Pearson's correlation coefficient. */
    public static Column corr(String x, String y) {
        return corr(Columns.col(x), Columns.col(y));
    }

    public static Column corr(Column x, Column y) {
        return aggregate(AggregateFunction.CORR, x, y);
    }

    /** A list of the values that are not null, in any order; an empty list where there are none. */
    public static Column collectList(String column) {
        return collectList(Columns.col(column));
    }

    public static Column collectList(Column column) {
        return aggregate(AggregateFunction.COLLECT_LIST, column);
    }

    /** A list of the distinct values that are not null, in any order; an empty list where there are none. */
    public static Column collectSet(String column) {
        return collectSet(Columns.col(column));
    }

    public static Column collectSet(Column column) {
        return aggregate(AggregateFunction.COLLECT_SET, column);
    }

    /** The percentile of a fraction from 0 to 1, computed exactly, and interpolated where it lies between two values; a double. */
    public static Column percentileCont(String column, double fraction) {
        return percentileCont(Columns.col(column), fraction);
    }

    public static Column percentileCont(Column column, double fraction) {
        return called(AggregateCall.of(AggregateFunction.PERCENTILE_CONT, SketchSizes.fraction(fraction)), column);
    }

    /** The least of the values that a fraction of them, from 0 to 1, is not above, computed exactly. */
    public static Column percentileDisc(String column, double fraction) {
        return percentileDisc(Columns.col(column), fraction);
    }

    public static Column percentileDisc(Column column, double fraction) {
        return called(AggregateCall.of(AggregateFunction.PERCENTILE_DISC, SketchSizes.fraction(fraction)), column);
    }

    /** The {@link #percentileCont} of 0.5. */
    public static Column median(String column) {
        return median(Columns.col(column));
    }

    public static Column median(Column column) {
        return percentileCont(column, 0.5);
    }

    /** About how many distinct values there are, off by 1.6 % (standard error). */
    public static Column approxCountDistinct(String column) {
        return approxCountDistinct(Columns.col(column));
    }

    public static Column approxCountDistinct(Column column) {
        return called(AggregateCall.of(AggregateFunction.APPROX_COUNT_DISTINCT, SketchSizes.distinct()), column);
    }

    /** The same with this relative standard error, from 0.001 to 0.26: the smaller, the more memory for each group. */
    public static Column approxCountDistinct(Column column, double error) {
        return called(AggregateCall.of(AggregateFunction.APPROX_COUNT_DISTINCT, SketchSizes.distinct(error)), column);
    }

    /**
     * About the value that {@code fraction} of the values, from 0 to 1, are not above: its rank is off by at most 1.33 %, with 99 % confidence.
     * Values are taken as doubles.
     */
    public static Column approxPercentile(String column, double fraction) {
        return approxPercentile(Columns.col(column), fraction);
    }

    public static Column approxPercentile(Column column, double fraction) {
        return called(percentile(fraction, SketchSizes.percentile()), column);
    }

    /** The same with a rank off by at most {@code rankError}, from 0.0001 to 0.2: the smaller, the more memory for each group. */
    public static Column approxPercentile(Column column, double fraction, double rankError) {
        return called(percentile(fraction, SketchSizes.percentile(rankError)), column);
    }

    private static AggregateCall percentile(double fraction, Literal size) {
        return AggregateCall.of(AggregateFunction.APPROX_PERCENTILE, SketchSizes.fraction(fraction), size);
    }

    private static Column called(AggregateCall call, Column column) {
        return new Column(new Term.Aggregated(call, List.of(column.term()), Optional.empty()));
    }

    /** What an author's own aggregator computes of these columns, whose names it asks its rows for. */
    public static Column aggregate(Aggregator<?> aggregator, String... columns) {
        return aggregate(aggregator, Arrays.stream(columns).map(Columns::col).toArray(Column[]::new));
    }

    /** The same of computed columns; a column that has no plain name gets one with {@link Column#as}. */
    public static Column aggregate(Aggregator<?> aggregator, Column... columns) {
        List<Term> terms = Arrays.stream(columns).map(Column::term).toList();
        List<String> names = terms.stream().map(Term::defaultName).toList();
        if (Set.copyOf(names).size() < names.size()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot aggregate %s with %s: two arguments have the same name (name one of them with as(\"...\"))",
                    names,
                    aggregator.getClass().getSimpleName());
        }
        UserAggregate user = new UserAggregate(
                Optional.of(aggregator),
                -1,
                aggregator.getClass().getSimpleName(),
                names,
                aggregator.stateSchema(),
                aggregator.resultType());
        return new Column(new Term.Aggregated(AggregateCall.of(user), terms, Optional.empty()));
    }

    private static Column aggregate(AggregateFunction function, Column... columns) {
        return new Column(new Term.Aggregated(
                function, Arrays.stream(columns).map(Column::term).toList()));
    }
}
