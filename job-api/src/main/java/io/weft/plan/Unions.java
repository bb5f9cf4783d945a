package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.NamedExpression;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns of several datasets go together, and whether they can. */
final class Unions {
    private final PlanBuilder nodes;
    private final Step step;

    /**
     * @param step for messages
     */
    Unions(PlanBuilder nodes, Step step) {
        this.nodes = nodes;
        this.step = step;
    }

    /** For each input a projection to the columns of the first, by their position. */
    List<NodeId> byPosition(List<NodeId> inputs) {
        Schema first = nodes.node(inputs.get(0)).schema();
        List<NodeId> aligned = new ArrayList<>();
        for (NodeId input : inputs) {
            Schema schema = nodes.node(input).schema();
            if (schema.size() != first.size()) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot compute '%s': one side has %d column(s) %s, the other %d %s (select the same columns on both)",
                        step,
                        first.size(),
                        first.names(),
                        schema.size(),
                        schema.names());
            }
            List<Integer> positions = new ArrayList<>();
            for (int column = 0; column < schema.size(); column++) {
                positions.add(column);
            }
            aligned.add(align(input, positions, first));
        }
        return aligned;
    }

    /** For each input a projection to the columns of the first, by their names. */
    List<NodeId> byName(List<NodeId> inputs) {
        Schema first = nodes.node(inputs.get(0)).schema();
        List<NodeId> aligned = new ArrayList<>();
        for (NodeId input : inputs) {
            Schema schema = nodes.node(input).schema();
            Set<String> missing = new HashSet<>(first.names());
            schema.names().forEach(missing::remove);
            Set<String> surplus = new HashSet<>(schema.names());
            first.names().forEach(surplus::remove);
            if (!missing.isEmpty() || !surplus.isEmpty()) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot compute '%s': the names differ, one side has the columns %s, the other %s"
                                + " (rename or drop columns, or use union, which goes by position)",
                        step,
                        first.names(),
                        schema.names());
            }
            aligned.add(align(input, first.names().stream().map(schema::indexOf).toList(), first));
        }
        return aligned;
    }

    /** The input's columns at these positions under the names of the first input. */
    private NodeId align(NodeId input, List<Integer> positions, Schema first) {
        Schema schema = nodes.node(input).schema();
        List<NamedExpression> columns = new ArrayList<>();
        for (int column = 0; column < first.size(); column++) {
            Field wanted = first.field(column);
            Field given = schema.field(positions.get(column));
            if (!given.type().equals(wanted.type())) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot compute '%s': column '%s' is a %s on one side, '%s' a %s on the other (cast one of them)",
                        step,
                        wanted.name(),
                        wanted.type(),
                        given.name(),
                        given.type());
            }
            columns.add(new NamedExpression(
                    wanted.name(), new InputColumn(positions.get(column), given.name(), given.type())));
        }
        return nodes.add(id -> new PlanNode.Project(id, input, columns));
    }
}
