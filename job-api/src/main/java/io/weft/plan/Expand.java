package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.type.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes several rows of each: one for each branch whose condition is true. */
public record Expand(NodeId id, NodeId input, List<Branch> branches, Schema schema) implements PlanNode {
    public Expand {
        branches = List.copyOf(branches);
    }

    /**
     * What becomes of a row.
     *
     * @param condition none for every row
     * @param columns computed for the rows alone for which the condition is true
     */
    public record Branch(Optional<Expression> condition, List<Expression> columns) {
        public Branch {
            columns = List.copyOf(columns);
        }

        @Override
        public String toString() {
            return columns + condition.map(holds -> " where " + holds).orElse("");
        }
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new Expand(newId, inputs.get(0), branches, schema);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.expand(this);
    }

    @Override
    public String toString() {
        return "expand to " + schema.names() + ": "
                + branches.stream().map(Branch::toString).collect(Collectors.joining(" and "));
    }
}
