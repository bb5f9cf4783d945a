package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Project;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Moves semi and anti joins that keep few rows below inner joins, to the side that they ask about: the inner joins have less to do
 * then. One that keeps most rows stays where the inner joins have left few to ask about.
 */
final class SemiJoinPushdown {
    /** The part of the rows that a join to be moved keeps, at most. */
    private static final double FEW = 0.5;

    private final Plan plan;
    private final List<Estimate> estimates;
    private final PlanBuilder builder = new PlanBuilder();
    private final BitSet shared = new BitSet();

    private SemiJoinPushdown(Plan plan, List<Estimate> estimates) {
        this.plan = plan;
        this.estimates = estimates;
    }

    /**
     * The same plan with such joins where they should be.
     *
     * @param estimates of its nodes
     */
    static Plan apply(Plan plan, List<Estimate> estimates) {
        return new SemiJoinPushdown(plan, estimates).moved();
    }

    private Plan moved() {
        int[] readers = plan.readers();
        List<NodeId> moved = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> moved.get(input.number()))
                    .toList();
            NodeId id = node instanceof Join join && keepsFew(join)
                    ? push(
                            inputs.get(0),
                            inputs.get(1),
                            join.kind(),
                            join.matching().condition().orElseThrow())
                    : builder.add(newId -> node.with(newId, inputs));
            shared.set(id.number(), shared.get(id.number()) || readers[node.id().number()] > 1);
            moved.add(id);
        }
        return builder.build();
    }

    private boolean keepsFew(Join join) {
        boolean isOfLeft = join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
        double before = estimates.get(join.left().number()).rows();
        return isOfLeft
                && join.matching().condition().filter(Expressions::neverFails).isPresent()
                && estimates.get(join.id().number()).rows() <= FEW * before;
    }

    /**
     * Adds the join as deep as it can go.
     *
     * @param condition over the columns of {@code left} and, after them, those of {@code right}
     */
    private NodeId push(NodeId left, NodeId right, JoinKind kind, Expression condition) {
        PlanNode below = builder.node(left);
        int width = below.schema().size();
        BitSet asked = Expressions.columns(condition).get(0, width);
        if (!shared.get(left.number()) && below instanceof Project project && isSelection(project)) {
            int inner = builder.node(project.input()).schema().size();
            Expression over = Expressions.rewriteColumns(
                    condition,
                    column -> column.index() < width
                            ? project.columns().get(column.index()).expression()
                            : new InputColumn(column.index() - width + inner, column.name(), column.type()));
            NodeId joined = push(project.input(), right, kind, over);
            return builder.add(id -> project.with(id, List.of(joined)));
        }
        if (!shared.get(left.number()) && below instanceof Join join && join.kind() == JoinKind.INNER) {
            int leftWidth = builder.node(join.left()).schema().size();
            if (asked.length() <= leftWidth) {
                NodeId joined = push(join.left(), right, kind, narrowed(condition, 0, leftWidth, width));
                return builder.add(id -> join.with(id, List.of(joined, join.right())));
            }
            if (asked.nextSetBit(0) >= leftWidth) {
                NodeId joined =
                        push(join.right(), right, kind, narrowed(condition, leftWidth, width - leftWidth, width));
                return builder.add(id -> join.with(id, List.of(join.left(), joined)));
            }
        }
        Join.Matching matching = Join.Matching.by(kind, Optional.of(condition));
        return builder.add(id -> new Join(id, left, right, matching, Join.Strategy.PARTITIONED, below.schema()));
    }

    private static boolean isSelection(Project project) {
        return project.columns().stream().map(NamedExpression::expression).allMatch(InputColumn.class::isInstance);
    }

    /** The condition where the left side has only so many of its columns, from the first on. */
    private static Expression narrowed(Expression condition, int first, int count, int width) {
        return Expressions.rewriteColumns(
                condition,
                column -> new InputColumn(
                        column.index() < width ? column.index() - first : column.index() - width + count,
                        column.name(),
                        column.type()));
    }
}
