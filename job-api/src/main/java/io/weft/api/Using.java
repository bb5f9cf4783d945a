package io.weft.api;

import io.weft.plan.JoinStep;
import java.util.List;

/** Names of columns that both sides of a join have, and in which matching rows are equal. Made by {@link Columns#using}. */
public final class Using {
    private final List<String> columns;

    Using(List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Cannot join using no column: name one, or use crossJoin");
        }
        this.columns = columns;
    }

    JoinStep.Rule rule() {
        return new JoinStep.Using(columns);
    }
}
