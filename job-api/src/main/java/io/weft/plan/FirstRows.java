package io.weft.plan;

import io.weft.plan.PlanNode.Limit;
import io.weft.plan.PlanNode.Project;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Lets a sort know how many of its rows are wanted, where a limit follows it directly or after projections. */
final class FirstRows {
    private final PlanBuilder builder = new PlanBuilder();
    /** The nodes of the new plan that have several readers: another may want more rows. */
    private final BitSet shared = new BitSet();

    private FirstRows() {}

    static Plan apply(Plan plan) {
        FirstRows pass = new FirstRows();
        int[] readers = plan.readers();
        List<NodeId> moved = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> moved.get(input.number()))
                    .toList();
            NodeId id = node instanceof Limit limit && pass.isSorted(inputs.get(0))
                    ? pass.limit(inputs.get(0), limit.count())
                    : pass.builder.add(newId -> node.with(newId, inputs));
            pass.shared.set(id.number(), readers[node.id().number()] > 1);
            moved.add(id);
        }
        return pass.builder.build();
    }

    private boolean isSorted(NodeId id) {
        PlanNode node = builder.node(id);
        if (shared.get(id.number())) {
            return false;
        }
        return node instanceof Sort || (node instanceof Project project && isSorted(project.input()));
    }

    private NodeId limit(NodeId id, long count) {
        PlanNode node = builder.node(id);
        if (node instanceof Project project) {
            NodeId first = limit(project.input(), count);
            return builder.add(newId -> project.with(newId, List.of(first)));
        }
        return builder.add(newId -> ((Sort) node).first(newId, count));
    }
}
