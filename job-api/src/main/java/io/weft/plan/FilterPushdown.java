package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Project;
import io.weft.plan.PlanNode.Scan;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Moves filters towards the scans: through projections and sorts, through groupings and windows where they ask about keys only, to the
 * sides of joins, and together where they meet. A scan is told what will be asked of its rows, so that it can skip what cannot pass; the
 * filter stays above it.
 */
final class FilterPushdown {
    private final Plan plan;
    private final PlanBuilder builder = new PlanBuilder();
    /** The nodes of the new plan that have several readers: what one of them does not want, another does. */
    private final BitSet shared = new BitSet();

    private FilterPushdown(Plan plan) {
        this.plan = plan;
    }

    static Plan apply(Plan plan) {
        return new FilterPushdown(plan).push();
    }

    private Plan push() {
        List<NodeId> moved = new ArrayList<>();
        int[] readers = plan.readers();
        for (PlanNode node : plan.nodes()) {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> moved.get(input.number()))
                    .toList();
            NodeId id = moved(node, inputs);
            shared.set(id.number(), shared.get(id.number()) || readers[node.id().number()] > 1);
            moved.add(id);
        }
        return builder.build();
    }

    private NodeId moved(PlanNode node, List<NodeId> inputs) {
        if (node instanceof Filter filter) {
            return filter(inputs.get(0), Expressions.and(Disjunctions.conjuncts(filter.predicate())));
        }
        if (node instanceof Join join) {
            return throughJoin(join, inputs, List.of());
        }
        return builder.add(newId -> node.with(newId, inputs));
    }

    /** Adds a filter of the rows of {@code input}, as deep as it can go. */
    private NodeId filter(NodeId input, Expression predicate) {
        PlanNode below = builder.node(input);
        if (predicate.equals(Expression.Literal.TRUE)) {
            return input;
        }
        if (shared.get(input.number())) {
            return builder.add(id -> new Filter(id, input, below.schema(), predicate));
        }
        if (below instanceof Filter other) {
            List<Expression> parts = new ArrayList<>(Expressions.conjuncts(other.predicate()));
            Expressions.conjuncts(predicate).stream()
                    .filter(part -> !parts.contains(part))
                    .forEach(parts::add);
            return filter(other.input(), Expressions.and(parts));
        }
        if (below instanceof Project project) {
            NodeId filtered = filter(project.input(), over(project.columns(), predicate));
            return builder.add(id -> project.with(id, List.of(filtered)));
        }
        if (below instanceof Join join) {
            return throughJoin(join, join.inputs(), Expressions.conjuncts(predicate));
        }
        if (below instanceof Explode explode) {
            return throughExplode(explode, predicate);
        }
        if (below instanceof Repeat repeat && Expressions.neverFails(predicate)) {
            NodeId filtered = filter(repeat.input(), predicate);
            return builder.add(id -> repeat.with(id, List.of(filtered)));
        }
        if (below instanceof Aggregation grouping && !grouping.keys().isEmpty()) {
            return throughGroups(grouping, predicate);
        }
        if (below instanceof Window window) {
            return throughWindow(window, predicate);
        }
        if (below instanceof Union union) {
            List<NodeId> filtered = union.inputs().stream()
                    .map(branch -> filter(branch, predicate))
                    .toList();
            return builder.add(id -> union.with(id, filtered));
        }
        if (below instanceof Sort sort && sort.limit() == Sort.NO_LIMIT) {
            NodeId filtered = filter(sort.input(), predicate);
            return builder.add(id -> sort.with(id, List.of(filtered)));
        }
        if (below instanceof Scan scan) {
            NodeId told =
                    builder.add(id -> new Scan(id, scan.input(), scan.table(), scan.schema(), askable(predicate)));
            return builder.add(id -> new Filter(id, told, scan.schema(), predicate));
        }
        return builder.add(id -> new Filter(id, input, below.schema(), predicate));
    }

    private NodeId throughJoin(Join join, List<NodeId> inputs, List<Expression> asked) {
        int leftColumns = builder.node(inputs.get(0)).schema().size();
        JoinFilters parts = new JoinFilters(join, leftColumns, asked);
        NodeId left = filter(inputs.get(0), Expressions.and(parts.left()));
        NodeId right = filter(inputs.get(1), Expressions.and(parts.right()));
        Join.Matching matching = Join.Matching.by(parts.kind(), parts.condition());
        NodeId joined = builder.add(id -> new Join(id, left, right, matching, join.strategy(), join.schema()));
        return parts.above().isEmpty()
                ? joined
                : builder.add(id -> new Filter(id, joined, join.schema(), Expressions.and(parts.above())));
    }

    /** The parts that ask about passed columns only go below, unless they may fail: they must not see rows without elements. */
    private NodeId throughExplode(Explode explode, Expression predicate) {
        List<Expression> below = new ArrayList<>();
        List<Expression> above = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(predicate)) {
            boolean ofPassed =
                    Expressions.columns(part).length() <= explode.passed().size();
            (ofPassed && Expressions.neverFails(part) ? below : above).add(part);
        }
        NodeId input = explode.input();
        if (!below.isEmpty()) {
            Schema schema = builder.node(input).schema();
            Expression over = Expressions.rewriteColumns(Expressions.and(below), column -> {
                int passed = explode.passed().get(column.index());
                return new Expression.InputColumn(passed, schema.field(passed).name(), schema.type(passed));
            });
            input = filter(input, over);
        }
        List<NodeId> inputs = List.of(input);
        NodeId exploded = builder.add(id -> explode.with(id, inputs));
        return above.isEmpty()
                ? exploded
                : builder.add(id -> new Filter(id, exploded, explode.schema(), Expressions.and(above)));
    }

    /** The parts that ask about keys only go below the groups. */
    private NodeId throughGroups(Aggregation grouping, Expression predicate) {
        List<Expression> below = new ArrayList<>();
        List<Expression> above = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(predicate)) {
            boolean ofKeys =
                    Expressions.columns(part).length() <= grouping.keys().size();
            // What may fail must not see the rows that a part before it keeps from it.
            boolean mayGoFirst = above.isEmpty() || Expressions.neverFails(part);
            (ofKeys && mayGoFirst ? below : above).add(part);
        }
        NodeId grouped = grouping.input();
        if (!below.isEmpty()) {
            grouped = filter(grouped, over(grouping.keys(), Expressions.and(below)));
        }
        List<NodeId> inputs = List.of(grouped);
        NodeId groups = builder.add(id -> grouping.with(id, inputs));
        return above.isEmpty()
                ? groups
                : builder.add(id -> new Filter(id, groups, grouping.schema(), Expressions.and(above)));
    }

    /** The parts that ask about the partition only, and so keep partitions or drop them as a whole, go below. */
    private NodeId throughWindow(Window window, Expression predicate) {
        List<Expression> below = new ArrayList<>();
        List<Expression> above = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(predicate)) {
            boolean ofPartition = Expressions.columns(part).stream()
                    .allMatch(column -> window.partition().contains(column));
            // What may fail may also tell the equal rows of a partition apart: 0.0 and -0.0 have different texts.
            (ofPartition && Expressions.neverFails(part) ? below : above).add(part);
        }
        NodeId input = below.isEmpty() ? window.input() : filter(window.input(), Expressions.and(below));
        NodeId windowed = builder.add(id -> window.with(id, List.of(input)));
        return above.isEmpty()
                ? windowed
                : builder.add(id -> new Filter(id, windowed, window.schema(), Expressions.and(above)));
    }

    /** The parts that a scan can ask before there are rows: a user's function needs one. */
    private static List<Expression> askable(Expression predicate) {
        return Expressions.conjuncts(predicate).stream()
                .filter(part -> !Expressions.hasUserCall(part))
                .toList();
    }

    private static Expression over(List<NamedExpression> columns, Expression predicate) {
        return Expressions.rewriteColumns(
                predicate, column -> columns.get(column.index()).expression());
    }
}
