package io.weft.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A job as numbered nodes; node n has the id n and reads only nodes before it. A node may have several readers, and the nodes
 * that nobody reads are the roots.
 */
public record Plan(List<PlanNode> nodes) {
    public Plan {
        nodes = List.copyOf(nodes);
        for (int number = 0; number < nodes.size(); number++) {
            PlanNode node = nodes.get(number);
            if (node.id().number() != number) {
                throw new IllegalArgumentException("Node %s is at position %d".formatted(node.id(), number));
            }
            for (NodeId input : node.inputs()) {
                if (input.number() >= number) {
                    throw new IllegalArgumentException("Node %s reads %s".formatted(node.id(), input));
                }
            }
        }
    }

    public PlanNode node(NodeId id) {
        return nodes.get(id.number());
    }

    /** The only input of a node that has one. */
    public PlanNode inputOf(PlanNode node) {
        return node(node.inputs().get(0));
    }

    /** The nodes that nobody reads, in order. */
    public List<PlanNode> roots() {
        Set<NodeId> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(node.inputs()));
        return nodes.stream().filter(node -> !read.contains(node.id())).toList();
    }

    /** For each node how many nodes read it. */
    int[] readers() {
        int[] readers = new int[nodes.size()];
        for (PlanNode node : nodes) {
            node.inputs().stream().distinct().forEach(input -> readers[input.number()]++);
        }
        return readers;
    }

    /** One line a node. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (PlanNode node : nodes) {
            text.append(node.id()).append(' ').append(node);
            if (!node.inputs().isEmpty()) {
                List<String> inputs = new ArrayList<>();
                node.inputs().forEach(input -> inputs.add(input.toString()));
                text.append(" <- ").append(String.join(", ", inputs));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
