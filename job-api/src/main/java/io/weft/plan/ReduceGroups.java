package io.weft.plan;

import io.weft.expr.SortColumn;
import io.weft.type.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Hands the rows of each group, in order, to a user's function, and gives those that it emits.
 *
 * @param keys the first columns of the input: rows with equal ones are a group
 * @param rows the columns after those, which the function sees
 * @param order how the input's rows are ordered: by the keys, then within a group
 * @param function its number in the job's table of functions
 */
public record ReduceGroups(
        NodeId id, NodeId input, Schema keys, Schema rows, List<SortColumn> order, int function, Schema schema)
        implements PlanNode {
    public ReduceGroups {
        order = List.copyOf(order);
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new ReduceGroups(newId, inputs.get(0), keys, rows, order, function, schema);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.reduceGroups(this);
    }

    private String name(int column) {
        int row = column - keys.size();
        return row < rows.size() ? rows.field(row).name() : "a computation";
    }

    @Override
    public String toString() {
        String within = order.stream()
                .skip(keys.size())
                .map(column -> name(column.index()) + " " + column.order())
                .collect(Collectors.joining(", "));
        return "reduce groups of %s%s by function %d to %s"
                .formatted(keys.names(), within.isEmpty() ? "" : " sorted by " + within, function, schema);
    }
}
