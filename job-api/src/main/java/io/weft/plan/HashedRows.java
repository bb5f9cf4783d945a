package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By which columns the rows of nodes are divided among tasks: rows with equal values in them are in one task. Where there are several lists of
 * columns for a node, each has the same values as the others in all rows.
 */
final class HashedRows {
    private final Map<NodeId, List<List<Integer>>> columns = new HashMap<>();

    /** The lists of columns by whose hash a node's rows are divided; none where they are not, or it is not known. */
    List<List<Integer>> of(NodeId node) {
        return columns.getOrDefault(node, List.of());
    }

    void add(NodeId node, List<List<Integer>> lists) {
        if (!lists.isEmpty()) {
            columns.put(node, List.copyOf(lists));
        }
    }

    /** Notes what follows for a node that works on each task's rows by themselves. */
    void pass(PlanNode node, List<NodeId> inputs) {
        if (node instanceof Filter || node instanceof RowFilter || node instanceof Window) {
            add(node.id(), of(inputs.get(0)));
        } else if (node instanceof Project project) {
            add(project.id(), through(of(inputs.get(0)), project.columns()));
        } else if (node instanceof Aggregation aggregation) {
            add(aggregation.id(), through(of(inputs.get(0)), aggregation.keys()));
        }
    }

    /** The same lists where their columns are among these. */
    private static List<List<Integer>> through(List<List<Integer>> lists, List<NamedExpression> columns) {
        List<Expression> expressions =
                columns.stream().map(NamedExpression::expression).toList();
        List<List<Integer>> passed = new ArrayList<>();
        for (List<Integer> list : lists) {
            List<Integer> places =
                    list.stream().map(column -> placeOf(column, expressions)).toList();
            if (!places.contains(-1)) {
                passed.add(places);
            }
        }
        return passed;
    }

    private static int placeOf(int column, List<Expression> expressions) {
        for (int place = 0; place < expressions.size(); place++) {
            if (expressions.get(place) instanceof InputColumn input && input.index() == column) {
                return place;
            }
        }
        return -1;
    }
}
