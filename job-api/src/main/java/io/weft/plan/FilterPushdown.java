package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Project;
import io.weft.plan.PlanNode.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves filters towards the scans: through projections, through groupings where they ask about keys only, and together where
 * they meet. A scan is told what will be asked of its rows, so that it can skip what cannot pass; the filter stays above it.
 */
final class FilterPushdown {
    private final Plan plan;
    private final PlanBuilder builder = new PlanBuilder();

    private FilterPushdown(Plan plan) {
        this.plan = plan;
    }

    static Plan apply(Plan plan) {
        return new FilterPushdown(plan).push();
    }

    private Plan push() {
        List<NodeId> moved = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> moved.get(input.number()))
                    .toList();
            if (node instanceof Filter filter && plan.readers(filter.input()) == 1) {
                moved.add(filter(inputs.get(0), filter.predicate()));
            } else {
                moved.add(builder.add(id -> node.with(id, inputs)));
            }
        }
        return builder.build();
    }

    /** Adds a filter of the rows of {@code input}, which has no other reader, as deep as it can go. */
    private NodeId filter(NodeId input, Expression predicate) {
        PlanNode below = builder.node(input);
        if (predicate.equals(Expression.Literal.TRUE)) {
            return input;
        }
        if (below instanceof Filter other) {
            return filter(other.input(), Expressions.and(List.of(other.predicate(), predicate)));
        }
        if (below instanceof Project project) {
            NodeId filtered = filter(project.input(), over(project.columns(), predicate));
            return builder.add(id -> project.with(id, List.of(filtered)));
        }
        if (below instanceof Aggregation grouping
                && !grouping.keys().isEmpty()
                && Expressions.columns(predicate).length() <= grouping.keys().size()) {
            NodeId filtered = filter(grouping.input(), over(grouping.keys(), predicate));
            return builder.add(id -> grouping.with(id, List.of(filtered)));
        }
        if (below instanceof Scan scan) {
            NodeId told = builder.add(
                    id -> new Scan(id, scan.input(), scan.table(), scan.schema(), Expressions.conjuncts(predicate)));
            return builder.add(id -> new Filter(id, told, scan.schema(), predicate));
        }
        return builder.add(id -> new Filter(id, input, below.schema(), predicate));
    }

    private static Expression over(List<NamedExpression> columns, Expression predicate) {
        return Expressions.rewriteColumns(
                predicate, column -> columns.get(column.index()).expression());
    }
}
