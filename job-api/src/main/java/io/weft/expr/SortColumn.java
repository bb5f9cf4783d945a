package io.weft.expr;

import java.util.Objects;

/**
 * A column that rows are ordered by.
 *
 * @param index its place among the columns of the rows
 */
public record SortColumn(int index, SortOrder order) {
    public SortColumn {
        Objects.requireNonNull(order);
        if (index < 0) {
            throw new IllegalArgumentException("A column at %d".formatted(index));
        }
    }
}
