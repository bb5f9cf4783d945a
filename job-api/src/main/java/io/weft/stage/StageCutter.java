package io.weft.stage;

import io.weft.plan.NodeId;
import io.weft.plan.Partitioning;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.plan.PlanNode.Collect;
import io.weft.plan.PlanNode.Exchange;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.plan.PlanNode.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts a plan at its exchanges. Each exchange and each root of the plan ends one stage. */
public final class StageCutter {
    private final JobId job;
    private final Plan plan;
    private final int partitions;
    private final Map<NodeId, StageId> producers = new HashMap<>();
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
                int pieces = exchange.partitioning() instanceof Partitioning.ToOne ? 1 : partitions;
                producers.put(
                        exchange.id(),
                        end(exchange.input(), new StageOutput.Shuffled(exchange.partitioning(), pieces)));
            } else if (node instanceof Write write) {
                end(write.input(), new StageOutput.Written(write.output()));
            } else if (node instanceof Collect collect) {
                end(collect.input(), new StageOutput.Collected(collect.consumer()));
            }
        }
        return new StageGraph(job, stages);
    }

    private StageId end(NodeId root, StageOutput output) {
        List<PlanNode> nodes = new ArrayList<>();
        gather(root, nodes, new HashMap<>());
        StageId id = job.stage(stages.size());
        stages.add(new Stage(id, new Plan(nodes), output));
        return id;
    }

    private NodeId gather(NodeId original, List<PlanNode> nodes, Map<NodeId, NodeId> gathered) {
        NodeId known = gathered.get(original);
        if (known != null) {
            return known;
        }
        PlanNode node = plan.node(original);
        NodeId id;
        StageId producer = producers.get(original);
        if (producer != null) {
            id = new NodeId(nodes.size());
            nodes.add(new ShuffleRead(id, producer, node.schema()));
        } else {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> gather(input, nodes, gathered))
                    .toList();
            id = new NodeId(nodes.size());
            nodes.add(node.with(id, inputs));
        }
        gathered.put(original, id);
        return id;
    }
}
