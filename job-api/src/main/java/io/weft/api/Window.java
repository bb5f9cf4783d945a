package io.weft.api;

import io.weft.expr.Frame;

/**
 * Where windows come from: which rows a function after {@link Column#over} sees. {@code rank().over(Window.partitionBy("country").orderBy(desc("sales")))}
 * ranks each row among those of its country.
 */
public final class Window {
    private Window() {}

    /** Rows with equal values in these columns are a partition. */
    public static WindowSpec partitionBy(String... columns) {
        return WindowSpec.ALL_ROWS.partitionBy(columns);
    }

    /** Rows with equal values of these computations are a partition. */
    public static WindowSpec partitionBy(Column... columns) {
        return WindowSpec.ALL_ROWS.partitionBy(columns);
    }

    /** All rows are one partition, in the order of these columns, each ascending with nulls first. One task computes it. */
    public static WindowSpec orderBy(String... columns) {
        return WindowSpec.ALL_ROWS.orderBy(columns);
    }

    /** All rows are one partition, in this order, the most important ordering first. One task computes it. */
    public static WindowSpec orderBy(Ordering... orderings) {
        return WindowSpec.ALL_ROWS.orderBy(orderings);
    }

    /** All rows are one partition, without an order. One task computes it. */
    public static WindowSpec allRows() {
        return WindowSpec.ALL_ROWS;
    }

    /** The bound of a frame that begins with the partition. */
    public static long unboundedPreceding() {
        return Frame.UNBOUNDED_PRECEDING;
    }

    /** The bound of a frame that begins or ends with the row itself. */
    public static long currentRow() {
        return Frame.CURRENT_ROW;
    }

    /** The bound of a frame that ends with the partition. */
    public static long unboundedFollowing() {
        return Frame.UNBOUNDED_FOLLOWING;
    }
}
