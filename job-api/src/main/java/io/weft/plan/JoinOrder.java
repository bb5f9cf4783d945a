package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Project;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Joins the sides of inner joins in a good order, and asks of each what is asked of the columns that must equal its own. It
 * expects filters where they can be asked first, and leaves new ones at the sides.
 */
final class JoinOrder {
    private static final int MOST_SIDES = 60;

    private final Plan plan;
    private final Estimates rules;
    private final double broadcastBytes;
    private final int[] readers;
    private final PlanBuilder builder = new PlanBuilder();
    private final List<NodeId> moved = new ArrayList<>();
    private final List<Estimate> estimates = new ArrayList<>();

    private JoinOrder(Plan plan, Estimates rules, double broadcastBytes) {
        this.plan = plan;
        this.rules = rules;
        this.broadcastBytes = broadcastBytes;
        this.readers = plan.readers();
    }

    /**
     * The same plan with its inner joins in a good order.
     *
     * @param broadcastBytes a side of so many bytes at most comes to all tasks
     */
    static Plan apply(Plan plan, Estimates rules, double broadcastBytes) {
        return new JoinOrder(plan, rules, broadcastBytes).ordered();
    }

    private Plan ordered() {
        BitSet within = InnerJoins.within(plan, readers);
        for (PlanNode node : plan.nodes()) {
            if (within.get(node.id().number())) {
                // It comes with the join above it; until then it has no place.
                moved.add(node.id());
            } else if (node instanceof Join join && join.kind() == JoinKind.INNER) {
                moved.add(order(join));
            } else {
                List<NodeId> inputs = node.inputs().stream()
                        .map(input -> moved.get(input.number()))
                        .toList();
                moved.add(add(node, inputs));
            }
        }
        return builder.build();
    }

    private NodeId add(PlanNode node, List<NodeId> inputs) {
        estimates.add(rules.of(
                node,
                inputs.stream().map(input -> estimates.get(input.number())).toList()));
        NodeId added = builder.add(id -> node.with(id, inputs));
        // Whatever a join needs for itself goes with it no further than here, once unused columns are dropped.
        return node instanceof Join
                ? add(new Project(added, added, SetOperations.columns(node.schema())), List.of(added))
                : added;
    }

    private NodeId order(Join top) {
        InnerJoins joins = InnerJoins.of(plan, readers, top);
        if (joins.sides().size() > MOST_SIDES) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot plan a join of %d datasets at once; %d is the most (write what some of them give, and read that)",
                    joins.sides().size(),
                    MOST_SIDES);
        }
        EqualValues equal = new EqualValues(joins);
        List<List<Expression>> ofSides = new ArrayList<>();
        joins.sides().forEach(side -> ofSides.add(new ArrayList<>()));
        List<Expression> spanning = new ArrayList<>();
        List<Expression> last = new ArrayList<>();
        for (Expression condition : joins.conditions()) {
            long sides = joins.sidesOf(condition);
            if (!Expressions.neverFails(condition)) {
                // It must not see pairs that the other conditions keep from it.
                last.add(condition);
            } else if (Long.bitCount(sides) < 2) {
                ofSides.get(sides == 0 ? 0 : Long.numberOfTrailingZeros(sides)).add(condition);
            } else if (!equal.add(condition)) {
                spanning.add(condition);
            }
        }
        List<NodeId> sides = filtered(joins, equal, ofSides);
        JoinGraph graph = new JoinGraph(
                joins,
                equal,
                spanning,
                sides.stream().map(side -> estimates.get(side.number())).toList());
        Joined joined = build(JoinSearch.of(graph, broadcastBytes), graph, sides);
        return restored(joined, joins, top, last);
    }

    /** The sides, each with all that follows for its rows. */
    private List<NodeId> filtered(InnerJoins joins, EqualValues equal, List<List<Expression>> ofSides) {
        List<Set<Expression>> wanted = new ArrayList<>();
        for (int side = 0; side < joins.sides().size(); side++) {
            Set<Expression> own = new LinkedHashSet<>(ofSides.get(side));
            own.addAll(equal.within(side));
            wanted.add(own);
        }
        for (int side = 0; side < joins.sides().size(); side++) {
            List<Expression> asked = new ArrayList<>(ofSides.get(side));
            int first = joins.firstColumn(side);
            SideFilters.of(plan, joins.sides().get(side))
                    .forEach(condition -> asked.add(Expressions.shifted(condition, first)));
            for (Expression condition : asked) {
                equal.carriedOver(condition)
                        .forEach(carried -> wanted.get(Long.numberOfTrailingZeros(joins.sidesOf(carried)))
                                .add(carried));
            }
        }
        List<NodeId> sides = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int side = 0; side < joins.sides().size(); side++) {
            NodeId node = moved.get(joins.sides().get(side).number());
            int first = joins.firstColumn(side);
            List<Expression> conditions = wanted.get(side).stream()
                    .map(condition -> Expressions.shifted(condition, -first))
                    .toList();
            sides.add(named(conditions.isEmpty() ? node : filter(node, conditions), names));
        }
        return sides;
    }

    private NodeId filter(NodeId node, List<Expression> conditions) {
        Schema schema = builder.node(node).schema();
        return add(new Filter(node, node, schema, Expressions.and(conditions)), List.of(node));
    }

    /** A side whose columns have other names than those of the sides before it. */
    private NodeId named(NodeId side, Set<String> names) {
        List<NamedExpression> columns = new ArrayList<>();
        boolean isRenamed = false;
        for (NamedExpression column : SetOperations.columns(builder.node(side).schema())) {
            String name = column.name();
            while (!names.add(name)) {
                name += "~";
                isRenamed = true;
            }
            columns.add(new NamedExpression(name, column.expression()));
        }
        return isRenamed ? add(new Project(side, side, columns), List.of(side)) : side;
    }

    /** A node, and which columns of all sides its own are. */
    private record Joined(NodeId node, List<Integer> columns) {}

    private Joined build(JoinSearch.Tree tree, JoinGraph graph, List<NodeId> sides) {
        if (tree.left() == null || tree.right() == null) {
            int side = Long.numberOfTrailingZeros(tree.sides());
            int first = graph.joins().firstColumn(side);
            int end = graph.joins().firstColumn(side + 1);
            return new Joined(
                    sides.get(side), IntStream.range(first, end).boxed().toList());
        }
        Joined left = build(tree.left(), graph, sides);
        Joined right = build(tree.right(), graph, sides);
        List<Integer> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        List<Expression> conditions = graph
                .conditions(tree.left().sides(), tree.right().sides())
                .stream()
                .map(condition -> over(columns, condition))
                .toList();
        Schema schema = Join.schema(
                JoinKind.INNER,
                builder.node(left.node()).schema(),
                builder.node(right.node()).schema());
        Join.Matching matching = Join.Matching.by(
                JoinKind.INNER, conditions.isEmpty() ? Optional.empty() : Optional.of(Expressions.and(conditions)));
        NodeId joined = add(
                new Join(left.node(), left.node(), right.node(), matching, Join.Strategy.PARTITIONED, schema),
                List.of(left.node(), right.node()));
        return new Joined(joined, columns);
    }

    private static Expression over(List<Integer> columns, Expression condition) {
        return Expressions.rewriteColumns(
                condition, column -> new InputColumn(columns.indexOf(column.index()), column.name(), column.type()));
    }

    /** The rows of the join with the columns of the one that the author has written last. */
    private NodeId restored(Joined joined, InnerJoins joins, Join top, List<Expression> last) {
        NodeId node = joined.node();
        if (!last.isEmpty()) {
            node = filter(
                    node,
                    last.stream()
                            .map(condition -> over(joined.columns(), condition))
                            .toList());
        }
        Schema schema = builder.node(node).schema();
        List<NamedExpression> columns = new ArrayList<>();
        for (int column = 0; column < top.schema().size(); column++) {
            int place = joined.columns().indexOf(joins.output().get(column));
            Field field = schema.field(place);
            columns.add(new NamedExpression(
                    top.schema().field(column).name(), new InputColumn(place, field.name(), field.type())));
        }
        if (columns.equals(SetOperations.columns(schema))) {
            return node;
        }
        return add(new Project(node, node, columns), List.of(node));
    }
}
