package io.weft.plan;

import io.weft.expr.Expression.InputColumn;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Aggregation.Phase;
import io.weft.plan.PlanNode.Exchange;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Limit;
import io.weft.plan.PlanNode.Project;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inserts the exchanges. What can be done before one is done before it: groupings are aggregated in part, limits are applied in
 * each task. What is to be in order is divided by ranges, so that each task sorts one. Rows that are in one task already are not exchanged again.
 */
final class Distribution {
    private final PlanBuilder builder = new PlanBuilder();
    /** The nodes of the new plan whose rows are all in one task. */
    private final BitSet inOneTask = new BitSet();

    private Distribution() {}

    static Plan apply(Plan plan) {
        return new Distribution().distribute(plan);
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
        return builder.add(id -> node.with(id, inputs));
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

    /** Rows that a window of the same partitions has brought together stay where they are. */
    private NodeId window(Window window, NodeId input) {
        if (isTogether(input, window.partition())) {
            return builder.add(id -> window.with(id, List.of(input)));
        }
        NodeId exchanged = window.partition().isEmpty()
                ? toOne(input)
                : builder.add(id -> new Exchange(
                        id, input, builder.node(input).schema(), new Partitioning.Hash(window.partition())));
        NodeId windowed = builder.add(id -> window.with(id, List.of(exchanged)));
        inOneTask.set(windowed.number(), window.partition().isEmpty());
        return windowed;
    }

    /** Whether rows with equal values in these columns are in one task because a window below wanted it. */
    private boolean isTogether(NodeId input, List<Integer> columns) {
        PlanNode node = builder.node(input);
        if (node instanceof Window below) {
            return below.partition().size() == columns.size()
                    && below.partition().containsAll(columns);
        }
        if (node instanceof Filter filter) {
            return isTogether(filter.input(), columns);
        }
        if (!(node instanceof Project project)) {
            return false;
        }
        List<Integer> passed = new ArrayList<>();
        for (int column : columns) {
            if (project.columns().get(column).expression() instanceof InputColumn same) {
                passed.add(same.index());
            }
        }
        return passed.size() == columns.size() && isTogether(project.input(), passed);
    }

    private NodeId toOne(NodeId input) {
        Schema schema = builder.node(input).schema();
        NodeId exchange = builder.add(id -> new Exchange(id, input, schema, new Partitioning.ToOne()));
        inOneTask.set(exchange.number());
        return exchange;
    }

    private NodeId aggregate(Aggregation aggregation, NodeId input) {
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
        return result;
    }
}
