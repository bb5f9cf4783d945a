package io.weft.plan;

import io.weft.plan.PlanNode.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets readers share an exchange where theirs would give the very same rows in the same places: these are computed once. */
final class ExchangeReuse {
    private static final NodeId ANY = new NodeId(0);

    private ExchangeReuse() {}

    static Plan apply(Plan plan) {
        PlanBuilder builder = new PlanBuilder();
        List<NodeId> moved = new ArrayList<>();
        // Equal nodes, whatever their numbers, by what they are; only exchanges stand for each other.
        Map<PlanNode, NodeId> known = new HashMap<>();
        List<NodeId> alike = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> moved.get(input.number()))
                    .toList();
            List<NodeId> likeInputs = node.inputs().stream()
                    .map(input -> alike.get(input.number()))
                    .toList();
            NodeId like = known.putIfAbsent(node.with(ANY, likeInputs), node.id());
            alike.add(like == null ? node.id() : like);
            moved.add(
                    like != null && node instanceof Exchange
                            ? moved.get(like.number())
                            : builder.add(id -> node.with(id, inputs)));
        }
        return builder.build();
    }
}
