package io.weft.plan;

import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;

/**
 * What is known, or guessed, of a column's values.
 *
 * @param distinct how many different ones there are
 * @param domain how many there were before rows were filtered
 * @param frequency how many rows each had then
 * @param width of a value in memory, in bytes
 * @param low the least value as a number, of a date its days since 1970; NaN where it is not known
 * @param high the greatest
 */
public record ColumnStatistics(
        double distinct, double domain, double frequency, double width, double low, double high) {
    private static final double FIXED_WIDTH = 8;
    private static final double USUAL_TEXT_WIDTH = 24;
    /** Of texts of which nothing is known, one in so many rows is another. */
    private static final double ROWS_PER_TEXT = 10;

    /** A column of a table of so many rows, all of which are there. */
    public static ColumnStatistics of(double rows, double distinct, double width) {
        double values = Math.max(1, Math.min(rows, distinct));
        return new ColumnStatistics(values, values, rows / values, width, Double.NaN, Double.NaN);
    }

    /** A column of which only the type is known. */
    public static ColumnStatistics of(double rows, Type type) {
        if (type.equals(Type.BOOLEAN)) {
            return of(rows, 2, FIXED_WIDTH);
        }
        boolean isText = type.equals(Type.STRING) || type.equals(Type.BINARY) || type.isNested();
        return of(rows, isText ? Math.ceil(rows / ROWS_PER_TEXT) : rows, width(type));
    }

    /** The same with these as the least and the greatest value. */
    public ColumnStatistics between(double least, double greatest) {
        return new ColumnStatistics(distinct, domain, frequency, width, least, greatest);
    }

    /** The width of a value of this type, where no better is known. */
    public static double width(Type type) {
        if (type instanceof DecimalType decimal) {
            return decimal.precision() > 18 ? 2 * FIXED_WIDTH : FIXED_WIDTH;
        }
        boolean isFixed = type instanceof SimpleType && !type.equals(Type.STRING) && !type.equals(Type.BINARY);
        return isFixed ? FIXED_WIDTH : USUAL_TEXT_WIDTH;
    }

    boolean hasRange() {
        return high >= low;
    }

    /** Whether it may be that no two rows of the table have the same value. */
    private boolean looksUnique() {
        return frequency <= 1;
    }

    /**
     * How many values the rows of two sides are spread over that are equal in these columns: those of the side where each is found once, if
     * there is such a side, as the other then most likely refers to it.
     */
    static double keys(ColumnStatistics one, ColumnStatistics other) {
        if (one.looksUnique() == other.looksUnique()) {
            return one.looksUnique() ? Math.min(one.domain, other.domain) : Math.max(one.domain, other.domain);
        }
        return one.looksUnique() ? one.domain : other.domain;
    }

    /** The same of no more rows than these. */
    ColumnStatistics atMost(double rows) {
        return distinct <= rows ? this : new ColumnStatistics(rows, domain, frequency, width, low, high);
    }
}
