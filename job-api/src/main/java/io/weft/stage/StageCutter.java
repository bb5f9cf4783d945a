package io.weft.stage;

import io.weft.expr.Expression.InputColumn;
import io.weft.expr.NamedExpression;
import io.weft.expr.SortColumn;
import io.weft.plan.NodeId;
import io.weft.plan.Optimizer;
import io.weft.plan.Partitioning;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.plan.PlanNode.Collect;
import io.weft.plan.PlanNode.Exchange;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.plan.PlanNode.Write;
import io.weft.plan.Union;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a plan at its exchanges. Each exchange and each root of the plan ends a stage; or several, where there are unions between it
 * and what the stage reads: one for each way through them.
 */
public final class StageCutter {
    private final JobId job;
    private final Plan plan;
    private final int partitions;
    private final Map<NodeId, List<StageId>> producers = new HashMap<>();
    private final List<Stage> stages = new ArrayList<>();

    private StageCutter(JobId job, Plan plan, int partitions) {
        this.job = job;
        this.plan = plan;
        this.partitions = partitions;
    }

    /**
     * The stages of an optimized plan.
     *
     * @param partitions the number of fine partitions of each exchange by hash
     */
    public static StageGraph cut(JobId job, Plan plan, int partitions) {
        return new StageCutter(job, plan, partitions).cut();
    }

    private StageGraph cut() {
        for (PlanNode node : plan.nodes()) {
            if (node instanceof Exchange exchange) {
                producers.put(exchange.id(), end(exchange.input(), outputOf(exchange)));
            } else if (node instanceof Write write) {
                end(write.input(), new StageOutput.Written(write.output()));
            } else if (node instanceof Collect collect) {
                end(collect.input(), new StageOutput.Collected(collect.consumer()));
            }
        }
        return new StageGraph(job, stages);
    }

    private StageOutput outputOf(Exchange exchange) {
        if (exchange.partitioning() instanceof Partitioning.Range range) {
            return new StageOutput.Ranged(range.columns(), endInSamples(exchange.input(), range.columns()), partitions);
        }
        int pieces = exchange.partitioning() instanceof Partitioning.Hash ? partitions : 1;
        return new StageOutput.Shuffled(exchange.partitioning(), pieces);
    }

    private static ShuffleRead.Extent extent(Exchange exchange) {
        return exchange.partitioning() instanceof Partitioning.ToAll
                ? ShuffleRead.Extent.ALL
                : ShuffleRead.Extent.PARTITIONS;
    }

    private List<StageId> end(NodeId root, StageOutput output) {
        List<StageId> ended = new ArrayList<>();
        for (Map<NodeId, NodeId> way : ways(root)) {
            List<PlanNode> nodes = new ArrayList<>();
            gather(root, way, nodes, new HashMap<>());
            ended.add(end(new Plan(nodes), output));
        }
        return ended;
    }

    private StageId end(Plan nodes, StageOutput output) {
        StageId id = job.stage(stages.size());
        stages.add(new Stage(id, nodes, output));
        return id;
    }

    /** Stages that compute the same rows as those that fill the exchange will, but no more of them than the keys. */
    private List<StageId> endInSamples(NodeId root, List<SortColumn> columns) {
        List<StageId> ended = new ArrayList<>();
        for (Map<NodeId, NodeId> way : ways(root)) {
            List<PlanNode> nodes = new ArrayList<>();
            NodeId rows = gather(root, way, nodes, new HashMap<>());
            Schema schema = nodes.get(rows.number()).schema();
            List<NamedExpression> keys = new ArrayList<>();
            List<SortColumn> keyColumns = new ArrayList<>();
            for (SortColumn column : columns) {
                Field field = schema.field(column.index());
                keyColumns.add(new SortColumn(keys.size(), column.order()));
                keys.add(
                        new NamedExpression(field.name(), new InputColumn(column.index(), field.name(), field.type())));
            }
            nodes.add(new PlanNode.Project(new NodeId(nodes.size()), rows, keys));
            Plan sampling = Optimizer.withoutUnusedColumns(new Plan(nodes));
            ended.add(end(sampling, new StageOutput.Sampled(keyColumns)));
        }
        return ended;
    }

    /** All ways through the unions at and below a node, down to the exchanges: for each union the input that is taken. */
    private List<Map<NodeId, NodeId>> ways(NodeId id) {
        if (producers.containsKey(id)) {
            return List.of(Map.of());
        }
        List<Map<NodeId, NodeId>> ways = new ArrayList<>();
        PlanNode node = plan.node(id);
        if (node instanceof Union union) {
            for (NodeId input : union.inputs()) {
                for (Map<NodeId, NodeId> way : ways(input)) {
                    ways.add(joined(way, Map.of(id, input)));
                }
            }
        } else {
            ways.add(Map.of());
            for (NodeId input : node.inputs()) {
                List<Map<NodeId, NodeId>> longer = new ArrayList<>();
                for (Map<NodeId, NodeId> below : ways(input)) {
                    ways.forEach(way -> longer.add(joined(way, below)));
                }
                ways = longer;
            }
        }
        return ways;
    }

    private static Map<NodeId, NodeId> joined(Map<NodeId, NodeId> one, Map<NodeId, NodeId> other) {
        Map<NodeId, NodeId> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private NodeId gather(
            NodeId original, Map<NodeId, NodeId> way, List<PlanNode> nodes, Map<NodeId, NodeId> gathered) {
        NodeId known = gathered.get(original);
        if (known != null) {
            return known;
        }
        PlanNode node = plan.node(original);
        NodeId id;
        List<StageId> read = producers.get(original);
        NodeId taken = way.get(original);
        if (read != null) {
            id = new NodeId(nodes.size());
            nodes.add(new ShuffleRead(id, read, extent((Exchange) node), node.schema()));
        } else if (taken != null) {
            id = gather(taken, way, nodes, gathered);
        } else {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> gather(input, way, nodes, gathered))
                    .toList();
            id = new NodeId(nodes.size());
            nodes.add(node.with(id, inputs));
        }
        gathered.put(original, id);
        return id;
    }
}
