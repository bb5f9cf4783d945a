package io.weft.plan;

import io.weft.expr.SortColumn;
import java.util.List;

/** How an exchange divides rows among the tasks behind it. */
public sealed interface Partitioning {
    /** Rows with equal values in these columns come to the same task. */
    record Hash(List<Integer> columns) implements Partitioning {
        public Hash {
            columns = List.copyOf(columns);
        }
    }

    /** Each task gets the rows between two keys of these columns, and an earlier task the lesser ones. */
    record Range(List<SortColumn> columns) implements Partitioning {
        public Range {
            columns = List.copyOf(columns);
        }
    }

    /** All rows come to one task. */
    record ToOne() implements Partitioning {}

    /** All rows come to each task. */
    record ToAll() implements Partitioning {}
}
