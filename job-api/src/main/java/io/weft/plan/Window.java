package io.weft.plan;

import io.weft.expr.SortColumn;
import io.weft.expr.WindowColumn;
import io.weft.type.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives every row with columns more that are computed of the rows around it: of those with equal values in some columns, in the order of others.
 *
 * @param partition the columns of the input that rows of one partition are equal in
 * @param order the columns that the rows of a partition are ordered by, the most important first
 * @param columns what is computed
 * @param schema the input's columns, then those
 */
public record Window(
        NodeId id,
        NodeId input,
        List<Integer> partition,
        List<SortColumn> order,
        List<WindowColumn> columns,
        Schema schema)
        implements PlanNode {
    public Window {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
        columns = List.copyOf(columns);
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new Window(newId, inputs.get(0), partition, order, columns, schema);
    }

    /** The same with other columns computed. */
    Window computing(List<WindowColumn> others) {
        return new Window(id, input, partition, order, others, schema);
    }

    /** The number of columns that are the input's. */
    public int passed() {
        return schema.size() - columns.size();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.window(this);
    }

    @Override
    public String toString() {
        String keys = partition.stream()
                .map(column -> schema.field(column).name())
                .collect(Collectors.joining(", ", "[", "]"));
        return "window by %s%s: %s"
                .formatted(keys, order.isEmpty() ? "" : " in order of " + Sort.list(order, schema), columns);
    }
}
