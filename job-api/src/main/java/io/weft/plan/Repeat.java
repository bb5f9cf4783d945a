package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.type.Schema;
import java.util.List;

/**
 * Gives each row several times.
 *
 * @param copies how often: the least of these numbers, each a bigint; not at all where that is less than one or one of them is null
 */
public record Repeat(NodeId id, NodeId input, Schema schema, List<Expression> copies) implements PlanNode {
    public Repeat {
        copies = List.copyOf(copies);
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new Repeat(newId, inputs.get(0), schema, copies);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.repeat(this);
    }

    @Override
    public String toString() {
        return "repeat each row " + (copies.size() == 1 ? copies.get(0) : "the least of " + copies) + " times";
    }
}
