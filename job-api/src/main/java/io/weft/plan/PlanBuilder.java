package io.weft.plan;

import io.weft.plan.PlanNode.Collect;
import io.weft.plan.PlanNode.Write;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/** Gathers the nodes of a new plan, in the order in which they read each other. */
final class PlanBuilder {
    private final List<PlanNode> nodes = new ArrayList<>();

    /** Adds the node that {@code make} makes for the next number. */
    NodeId add(Function<NodeId, PlanNode> make) {
        NodeId id = new NodeId(nodes.size());
        nodes.add(make.apply(id));
        return id;
    }

    PlanNode node(NodeId id) {
        return nodes.get(id.number());
    }

    /** The plan of the nodes from which an output is reached, numbered anew. */
    Plan build() {
        BitSet needed = new BitSet();
        for (int number = nodes.size() - 1; number >= 0; number--) {
            PlanNode node = nodes.get(number);
            if (needed.get(number) || node instanceof Write || node instanceof Collect) {
                needed.set(number);
                node.inputs().forEach(input -> needed.set(input.number()));
            }
        }
        NodeId[] numbers = new NodeId[nodes.size()];
        List<PlanNode> kept = new ArrayList<>();
        for (PlanNode node : nodes) {
            if (needed.get(node.id().number())) {
                NodeId id = new NodeId(kept.size());
                numbers[node.id().number()] = id;
                kept.add(node.with(
                        id,
                        node.inputs().stream()
                                .map(input -> numbers[input.number()])
                                .toList()));
            }
        }
        return new Plan(kept);
    }
}
