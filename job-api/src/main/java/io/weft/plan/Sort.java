package io.weft.plan;

import io.weft.expr.SortColumn;
import io.weft.type.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives the rows in order; in each task, where they are not all in one.
 *
 * @param columns to order by, the most important first
 * @param limit rows to give, the first ones, at most; {@link #NO_LIMIT} for all
 */
public record Sort(NodeId id, NodeId input, Schema schema, List<SortColumn> columns, long limit) implements PlanNode {
    /** A limit that is none. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public Sort {
        columns = List.copyOf(columns);
        if (limit < 0) {
            throw new IllegalArgumentException("A limit of %d rows".formatted(limit));
        }
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new Sort(newId, inputs.get(0), schema, columns, limit);
    }

    /** The same of no more rows than {@code count}. */
    Sort first(NodeId newId, long count) {
        return new Sort(newId, input, schema, columns, Math.min(limit, count));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.sort(this);
    }

    /** The columns to order by, as they are written. */
    static String list(List<SortColumn> columns, Schema schema) {
        return columns.stream()
                .map(column -> schema.field(column.index()).name() + " " + column.order())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String toString() {
        return (limit == NO_LIMIT ? "sort by " : "first %d by ".formatted(limit)) + list(columns, schema);
    }
}
