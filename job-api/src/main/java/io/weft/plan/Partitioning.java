package io.weft.plan;

import java.util.List;

/** How an exchange divides rows among the tasks behind it. */
public sealed interface Partitioning {
    /** Rows with equal values in these columns come to the same task. */
    record Hash(List<Integer> columns) implements Partitioning {
        public Hash {
            columns = List.copyOf(columns);
        }
    }

    /** All rows come to one task. */
    record ToOne() implements Partitioning {}
}
