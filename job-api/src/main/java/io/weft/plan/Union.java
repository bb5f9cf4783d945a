package io.weft.plan;

import io.weft.type.Schema;
import java.util.List;

/**
 * All rows of its inputs, in any order. The inputs have its very columns, and no other readers; where a stage ends above a
 * union, there is one stage for each input.
 */
public record Union(NodeId id, List<NodeId> inputs, Schema schema) implements PlanNode {
    public Union {
        inputs = List.copyOf(inputs);
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("A union of " + inputs);
        }
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> newInputs) {
        return new Union(newId, newInputs, schema);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.union(this);
    }

    @Override
    public String toString() {
        return "union";
    }
}
