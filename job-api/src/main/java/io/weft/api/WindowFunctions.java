package io.weft.api;

import io.weft.expr.Term;
import io.weft.expr.WindowFunction;
import java.util.List;

/**
 * Functions of a row's place among others. Each stands before {@link Column#over}, in {@code select} or {@code withColumn}; so does any
 * aggregate of {@link Columns} and {@link Aggregates}. Made to be imported statically. docs/windows.md has an example of each.
 */
public final class WindowFunctions {
    private WindowFunctions() {}

    /** The row's place in its partition, from 1; rows that are equal in order come in any. A bigint. */
    public static Column rowNumber() {
        return call(WindowFunction.ROW_NUMBER, 0);
    }

    /** The place of the first of the rows that are equal to this one in order, from 1. A bigint. */
    public static Column rank() {
        return call(WindowFunction.RANK, 0);
    }

    /** The same without gaps: one more than the number of different values before. A bigint. */
    public static Column denseRank() {
        return call(WindowFunction.DENSE_RANK, 0);
    }

    /** The rank less one, divided by the number of the partition's rows less one; 0 for a single row. A double. */
    public static Column percentRank() {
        return call(WindowFunction.PERCENT_RANK, 0);
    }

    /** The part of the partition's rows that come before this row or are equal to it in order. A double. */
    public static Column cumeDist() {
        return call(WindowFunction.CUME_DIST, 0);
    }

    /** The number, from 1, of the row's part where the partition is cut into so many, whose sizes differ by at most one. A bigint. */
    public static Column ntile(long parts) {
        return call(WindowFunction.NTILE, atLeast(1, parts, "parts of a partition"));
    }

    /** The value in the row before; null in the first. */
    public static Column lag(String column) {
        return lag(column, 1);
    }

    /** The value in the row so many before; null where there is none. */
    public static Column lag(String column, long rows) {
        return lag(Columns.col(column), rows);
    }

    /** The value in the row so many before; null where there is none. */
    public static Column lag(Column column, long rows) {
        return call(WindowFunction.LAG, atLeast(0, rows, "rows before"), column);
    }

    /** The value in the row so many before; the default, a column or a constant, where there is none. */
    public static Column lag(Column column, long rows, Object defaultValue) {
        return call(WindowFunction.LAG, atLeast(0, rows, "rows before"), column, Column.of(defaultValue));
    }

    /** The value in the row after; null in the last. */
    public static Column lead(String column) {
        return lead(column, 1);
    }

    /** The value in the row so many after; null where there is none. */
    public static Column lead(String column, long rows) {
        return lead(Columns.col(column), rows);
    }

    /** The value in the row so many after; null where there is none. */
    public static Column lead(Column column, long rows) {
        return call(WindowFunction.LEAD, atLeast(0, rows, "rows after"), column);
    }

    /** The value in the row so many after; the default, a column or a constant, where there is none. */
    public static Column lead(Column column, long rows, Object defaultValue) {
        return call(WindowFunction.LEAD, atLeast(0, rows, "rows after"), column, Column.of(defaultValue));
    }

    /** The value, null or not, in the first row of the frame; with {@link Column#ignoreNulls} the first that is not null. */
    public static Column firstValue(String column) {
        return firstValue(Columns.col(column));
    }

    /** The value, null or not, in the first row of the frame; with {@link Column#ignoreNulls} the first that is not null. */
    public static Column firstValue(Column column) {
        return Aggregates.first(column);
    }

    /** The value, null or not, in the last row of the frame; with {@link Column#ignoreNulls} the last that is not null. */
    public static Column lastValue(String column) {
        return lastValue(Columns.col(column));
    }

    /** The value, null or not, in the last row of the frame; with {@link Column#ignoreNulls} the last that is not null. */
    public static Column lastValue(Column column) {
        return Aggregates.last(column);
    }

    /** The value, null or not, in the frame's row with this number, from 1; null where the frame has fewer. */
    public static Column nthValue(String column, long row) {
        return nthValue(Columns.col(column), row);
    }

    /** The value, null or not, in the frame's row with this number, from 1; null where the frame has fewer. */
    public static Column nthValue(Column column, long row) {
        return call(WindowFunction.NTH_VALUE, atLeast(1, row, "as the number of a row"), column);
    }

    private static long atLeast(long least, long number, String what) {
        if (number < least) {
            throw new IllegalArgumentException("%d %s; it is at least %d".formatted(number, what, least));
        }
        return number;
    }

    private static Column call(WindowFunction function, long number, Column... arguments) {
        List<Term> terms = List.of(arguments).stream().map(Column::term).toList();
        return new Column(new Term.WindowCall(function, terms, number));
    }
}
