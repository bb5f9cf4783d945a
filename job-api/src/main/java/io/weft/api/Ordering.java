package io.weft.api;

import io.weft.expr.SortOrder;
import io.weft.expr.WindowTerm;
import io.weft.plan.Step;

/** By what rows are ordered, in which direction, and where its nulls stand. Made by {@link Columns#asc} and its like. */
public final class Ordering {
    private final Column column;
    private final SortOrder order;

    Ordering(Column column, SortOrder order) {
        this.column = column;
        this.order = order;
    }

    Step.OrderBy.Key key() {
        return new Step.OrderBy.Key(column.term(), order);
    }

    WindowTerm.Key windowKey() {
        return new WindowTerm.Key(column.term(), order);
    }

    @Override
    public String toString() {
        return key().toString();
    }
}
