package io.weft.plan;

import java.util.Map;

/**
 * What an input's files tell of its rows without these being read; estimates.
 *
 * @param columns by name, those of which something is known
 */
public record TableStatistics(double rows, Map<String, ColumnStatistics> columns) {
    /** More than fits anywhere, so that nobody counts on an input of which nothing is known being small. */
    private static final double MANY = 1e9;

    public TableStatistics {
        columns = Map.copyOf(columns);
    }

    /** An input of which nothing is known. */
    public static TableStatistics unknown() {
        return new TableStatistics(MANY, Map.of());
    }
}
