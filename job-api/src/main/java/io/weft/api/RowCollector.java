package io.weft.api;

import org.jspecify.annotations.Nullable;

/** Takes the rows that a user's function gives. */
@FunctionalInterface
public interface RowCollector {
    /**
     * Gives one row: a value for each column of the function's schema, in order.
     *
     * @throws IllegalArgumentException if number or types of the values are not those of the schema
     */
    void emit(@Nullable Object... values);
}
