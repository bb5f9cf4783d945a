package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the rows of a node are known to meet: what filters directly below it, or below selections of columns, have asked. */
final class SideFilters {
    private SideFilters() {}

    /** Conditions over the node's columns. */
    static List<Expression> of(Plan plan, NodeId id) {
        PlanNode node = plan.node(id);
        if (node instanceof Filter filter) {
            List<Expression> conditions = new ArrayList<>(Expressions.conjuncts(filter.predicate()));
            conditions.addAll(of(plan, filter.input()));
            return conditions;
        }
        if (!(node instanceof Project project)) {
            return List.of();
        }
        Map<Integer, InputColumn> places = new HashMap<>();
        for (int column = 0; column < project.columns().size(); column++) {
            if (project.columns().get(column).expression() instanceof InputColumn input) {
                places.putIfAbsent(
                        input.index(),
                        new InputColumn(column, project.columns().get(column).name(), input.type()));
            }
        }
        return of(plan, project.input()).stream()
                .filter(condition -> Expressions.columns(condition).stream().allMatch(places::containsKey))
                .map(condition -> Expressions.rewriteColumns(condition, column -> places.get(column.index())))
                .toList();
    }
}
