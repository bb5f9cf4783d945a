package io.weft.plan;

import io.weft.type.Schema;
import java.util.List;

/**
 * Keeps the rows that a user's function wants.
 *
 * @param function its number in the job's table of functions
 */
public record RowFilter(NodeId id, NodeId input, Schema schema, int function) implements PlanNode {
    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new RowFilter(newId, inputs.get(0), schema, function);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.rowFilter(this);
    }

    @Override
    public String toString() {
        return "filter by function " + function;
    }
}
