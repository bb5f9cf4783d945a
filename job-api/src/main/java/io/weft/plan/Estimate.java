package io.weft.plan;

import java.util.ArrayList;
import java.util.List;

/** How many rows a node gives, about, and what is in their columns. */
record Estimate(double rows, List<ColumnStatistics> columns) {
    Estimate {
        rows = Math.max(1, rows);
        columns = List.copyOf(columns);
    }

    /** The bytes of all rows in memory. */
    double bytes() {
        return rows * columns.stream().mapToDouble(ColumnStatistics::width).sum();
    }

    ColumnStatistics column(int index) {
        return columns.get(index);
    }

    /** The same columns of other rows. */
    Estimate withRows(double count) {
        double least = Math.max(1, count);
        return new Estimate(
                least, columns.stream().map(column -> column.atMost(least)).toList());
    }

    /** The columns of both, of so many rows. */
    Estimate beside(Estimate other, double count) {
        List<ColumnStatistics> both = new ArrayList<>(columns);
        both.addAll(other.columns);
        return new Estimate(count, both).withRows(count);
    }
}
