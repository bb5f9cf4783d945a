package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Aggregation.Phase;
import io.weft.plan.PlanNode.Exchange;
import io.weft.plan.PlanNode.Limit;
import io.weft.plan.PlanNode.Project;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inserts the exchanges. What can be done before one is done before it: groupings are aggregated in part, limits are applied in
 * each task. What is to be in order is divided by ranges, so that each task sorts one. Rows that are in one task already, or divided by the
 * right columns, are not exchanged again.
 */
final class Distribution {
    private final PlanBuilder builder = new PlanBuilder();
    /** The nodes of the new plan whose rows are all in one task. */
    private final BitSet inOneTask = new BitSet();

    private final HashedRows hashed = new HashedRows();
    private final List<Estimate> estimates;
    private final double broadcastBytes;

    private Distribution(List<Estimate> estimates, double broadcastBytes) {
        this.estimates = estimates;
        this.broadcastBytes = broadcastBytes;
    }

    /**
     * The plan with its exchanges.
     *
     * @param estimates of its nodes
     * @param broadcastBytes a side of a join with so many bytes at most comes to all tasks of the other
     */
    static Plan apply(Plan plan, List<Estimate> estimates, double broadcastBytes) {
        return new Distribution(estimates, broadcastBytes).distribute(plan);
    }

    private Plan distribute(Plan plan) {
        List<NodeId> moved = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> moved.get(input.number()))
                    .toList();
            moved.add(distribute(node, inputs));
        }
        return builder.build();
    }

    private NodeId distribute(PlanNode node, List<NodeId> inputs) {
        if (node instanceof Join join) {
            return join(join, inputs);
        }
        if (node instanceof Project project) {
            return project(inputs.get(0), project.columns());
        }
        boolean alone = inputs.size() == 1 && inOneTask.get(inputs.get(0).number());
        if (alone) {
            NodeId id = builder.add(newId -> node.with(newId, inputs));
            inOneTask.set(id.number());
            return id;
        }
        if (node instanceof Aggregation aggregation) {
            return aggregate(aggregation, inputs.get(0));
        }
        if (node instanceof ReduceGroups reduce) {
            return reduce(reduce, inputs.get(0));
        }
        if (node instanceof Window window) {
            return window(window, inputs.get(0));
        }
        if (node instanceof Limit limit) {
            NodeId limited = builder.add(id -> limit.with(id, inputs));
            NodeId exchanged = toOne(limited);
            NodeId last = builder.add(id -> limit.with(id, List.of(exchanged)));
            inOneTask.set(last.number());
            return last;
        }
        if (node instanceof Sort sort) {
            return sort(sort, inputs.get(0));
        }
        return pass(node, inputs);
    }

    /** Adds a node that works on each task's rows by themselves. */
    private NodeId pass(PlanNode node, List<NodeId> inputs) {
        NodeId id = builder.add(newId -> node.with(newId, inputs));
        hashed.pass(builder.node(id), inputs);
        inOneTask.set(
                id.number(), inputs.size() == 1 && inOneTask.get(inputs.get(0).number()));
        return id;
    }

    /** Selects columns; above a join not where it would be all as they are, and once where it would be twice. */
    private NodeId project(NodeId input, List<NamedExpression> columns) {
        PlanNode below = builder.node(input);
        if (below instanceof Join && columns.equals(SetOperations.columns(below.schema()))) {
            return input;
        }
        if (below instanceof Project inner
                && builder.node(inner.input()) instanceof Join
                && inner.columns().stream().allMatch(column -> column.expression() instanceof InputColumn)) {
            return project(
                    inner.input(),
                    columns.stream()
                            .map(column -> new NamedExpression(
                                    column.name(),
                                    Expressions.rewriteColumns(
                                            column.expression(),
                                            own -> inner.columns()
                                                    .get(own.index())
                                                    .expression())))
                            .toList());
        }
        return pass(new Project(input, input, columns), List.of(input));
    }

    private NodeId join(Join join, List<NodeId> inputs) {
        Estimate left = estimates.get(join.left().number());
        Estimate right = estimates.get(join.right().number());
        JoinPlacement placement = new JoinPlacement(builder, this::project, join, inputs);
        JoinExchanges exchanges = new JoinExchanges(builder, placement, hashed, inOneTask);
        NodeId joined = exchanges.add(left.bytes(), right.bytes(), broadcastBytes);
        return project(joined, placement.columns(joined));
    }

    private NodeId sort(Sort sort, NodeId input) {
        if (sort.limit() == Sort.NO_LIMIT) {
            NodeId exchange =
                    builder.add(id -> new Exchange(id, input, sort.schema(), new Partitioning.Range(sort.columns())));
            return builder.add(id -> sort.with(id, List.of(exchange)));
        }
        NodeId first = builder.add(id -> sort.with(id, List.of(input)));
        NodeId exchanged = toOne(first);
        NodeId last = builder.add(id -> sort.with(id, List.of(exchanged)));
        inOneTask.set(last.number());
        return last;
    }

    private NodeId reduce(ReduceGroups reduce, NodeId input) {
        List<Integer> keys = IntStream.range(0, reduce.keys().size()).boxed().toList();
        NodeId exchanged = keys.isEmpty()
                ? toOne(input)
                : builder.add(id -> new Exchange(id, input, builder.node(input).schema(), new Partitioning.Hash(keys)));
        NodeId reduced = builder.add(id -> reduce.with(id, List.of(exchanged)));
        inOneTask.set(reduced.number(), keys.isEmpty());
        return reduced;
    }

    /** Rows whose partitions are together already stay where they are. */
    private NodeId window(Window window, NodeId input) {
        if (hashed.of(input).stream().anyMatch(window.partition()::containsAll)) {
            return pass(window, List.of(input));
        }
        NodeId exchanged = window.partition().isEmpty()
                ? toOne(input)
                : builder.add(id -> new Exchange(
                        id, input, builder.node(input).schema(), new Partitioning.Hash(window.partition())));
        NodeId windowed = builder.add(id -> window.with(id, List.of(exchanged)));
        if (window.partition().isEmpty()) {
            inOneTask.set(windowed.number());
        } else {
            hashed.add(windowed, List.of(window.partition()));
        }
        return windowed;
    }

    private NodeId toOne(NodeId input) {
        Schema schema = builder.node(input).schema();
        NodeId exchange = builder.add(id -> new Exchange(id, input, schema, new Partitioning.ToOne()));
        inOneTask.set(exchange.number());
        return exchange;
    }

    private NodeId aggregate(Aggregation aggregation, NodeId input) {
        if (isDividedByKeys(aggregation, input)) {
            return pass(aggregation, List.of(input));
        }
        int keyCount = aggregation.keys().size();
        AggregateStates states = new AggregateStates(aggregation.keys(), aggregation.aggregates());
        Schema partialSchema = states.schema();
        NodeId partial = builder.add(id ->
                new Aggregation(id, input, Phase.PARTIAL, aggregation.keys(), aggregation.aggregates(), partialSchema));
        NodeId exchanged = keyCount == 0
                ? toOne(partial)
                : builder.add(id -> new Exchange(
                        id,
                        partial,
                        partialSchema,
                        new Partitioning.Hash(
                                IntStream.range(0, keyCount).boxed().toList())));
        Phase last = aggregation.phase() == Phase.STATES ? Phase.STATES : Phase.FINAL;
        NodeId result = builder.add(id -> new Aggregation(
                id, exchanged, last, states.keyColumns(keyCount), states.merging(), aggregation.schema()));
        inOneTask.set(result.number(), keyCount == 0);
        if (keyCount > 0) {
            hashed.add(result, List.of(IntStream.range(0, keyCount).boxed().toList()));
        }
        return result;
    }

    /** Whether rows of one group are in one task already. */
    private boolean isDividedByKeys(Aggregation aggregation, NodeId input) {
        List<Expression> keys =
                aggregation.keys().stream().map(NamedExpression::expression).toList();
        return hashed.of(input).stream()
                .anyMatch(columns -> columns.stream()
                        .allMatch(column -> keys.stream()
                                .anyMatch(key -> key instanceof InputColumn own && own.index() == column)));
    }
}
