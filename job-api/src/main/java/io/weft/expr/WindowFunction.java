package io.weft.expr;

import java.util.Locale;

/** What is computed of a row's place in its window. Aggregates over a window are {@link AggregateFunction}s. */
public enum WindowFunction {
    /** The row's place in its partition, from 1. */
    ROW_NUMBER("row_number()", "the row's place in its partition, from 1", "1, 2, 3, 4"),
    /** The place of the first row that is equal to this one in order. */
    RANK("rank()", "the same; rows that are equal in order share the first of their places", "1, 2, 2, 4"),
    /** The number of different values of the order up to this row's. */
    DENSE_RANK("dense_rank()", "the same without gaps after rows that share a place", "1, 2, 2, 3"),
    /** The rank less one, divided by the partition's rows less one. */
    PERCENT_RANK(
            "percent_rank()",
            "(rank - 1) / (rows of the partition - 1); 0 in a partition of one row",
            "0.0, 0.3333333333333333, 0.3333333333333333, 1.0"),
    /** The part of the partition's rows that come before this row or are equal to it in order. */
    CUME_DIST(
            "cume_dist()", "the part of the partition's rows that do not come after this one", "0.25, 0.75, 0.75, 1.0"),
    /** The number of the row's part where the partition is divided into so many. Number: how many. */
    NTILE(
            "ntile(2)",
            "the number, from 1, of the part that the row is in where the partition is cut into n",
            "1, 1, 2, 2"),
    /** The value of a row so many before, or a default. Number: how many. */
    LAG("lag(x, 1, 0)", "x of the row so many before; null, or the third argument, where there is none", "0, 1, 5, 5"),
    /** The value of a row so many after, or a default. Number: how many. */
    LEAD("lead(x, 1)", "the same of the row so many after", "5, 5, 9, null"),
    /** The value, null or not, of the frame's first row. */
    FIRST_VALUE("first_value(x)", "x of the frame's first row, null or not", "1, 1, 1, 1"),
    /** The value, null or not, of the frame's last row. */
    LAST_VALUE("last_value(x)", "x of the frame's last row, null or not", "1, 5, 5, 9"),
    /** The value, null or not, of the frame's row with this number, from 1. */
    NTH_VALUE(
            "nth_value(x, 2)",
            "x of the frame's nth row, null or not; null where the frame is shorter",
            "null, 5, 5, 5"),
    /** The frame's first value that is not null. */
    FIRST_NON_NULL("first_value(x).ignoreNulls()", "the frame's first x that is not null", "1, 1, 1, 1"),
    /** The frame's last value that is not null. */
    LAST_NON_NULL("last_value(x).ignoreNulls()", "the frame's last x that is not null", "1, 5, 5, 9");

    private final String usage;
    private final String meaning;
    private final String example;

    WindowFunction(String usage, String meaning, String example) {
        this.usage = usage;
        this.meaning = meaning;
        this.example = example;
    }

    /** How it is written, for the table of functions. */
    public String usage() {
        return usage;
    }

    /** What it gives, for the table of functions. */
    public String meaning() {
        return meaning;
    }

    /** What the usage gives for the rows that the table of functions shows, one after the other. */
    public String example() {
        return example;
    }

    /** Whether it sees the rows of a frame; others see the partition. */
    public boolean takesFrame() {
        return switch (this) {
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE, FIRST_NON_NULL, LAST_NON_NULL -> true;
            default -> false;
        };
    }

    /** Whether it means nothing where rows have no order. */
    public boolean needsOrder() {
        return switch (this) {
            case FIRST_VALUE, LAST_VALUE, FIRST_NON_NULL, LAST_NON_NULL -> false;
            default -> true;
        };
    }

    /** Whether a number is part of the call: a distance, a place, or how many parts there are. */
    public boolean takesNumber() {
        return this == NTILE || this == LAG || this == LEAD || this == NTH_VALUE;
    }

    @Override
    public String toString() {
        return switch (this) {
            case FIRST_NON_NULL -> "first_non_null";
            case LAST_NON_NULL -> "last_non_null";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }
}
