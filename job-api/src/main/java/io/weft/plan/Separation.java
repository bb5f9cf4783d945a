package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.FlatMap;
import io.weft.plan.PlanNode.Project;
import io.weft.plan.PlanNode.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each reader its own copy of what no exchange comes to lie in. Several stages would each run that part anyhow; as a copy it
 * reads only the columns and rows that its one reader wants. What has an exchange stays shared: it is computed once. But joins are
 * copied too, as their order and all that they read follow from what is asked of them; exchanges that come out equal are shared again.
 */
final class Separation {
    /** More than anybody means; datasets that are united with themselves again and again get there. */
    private static final int MOST_NODES = 20_000;

    private final Plan plan;
    private final PlanBuilder builder = new PlanBuilder();
    private final Map<NodeId, NodeId> shared = new HashMap<>();

    private Separation(Plan plan) {
        this.plan = plan;
    }

    static Plan apply(Plan plan) {
        Separation separation = new Separation(plan);
        plan.roots().forEach(root -> separation.copy(root.id()));
        return separation.builder.build();
    }

    private NodeId copy(NodeId original) {
        NodeId known = shared.get(original);
        if (known != null) {
            return known;
        }
        PlanNode node = plan.node(original);
        List<NodeId> inputs = node.inputs().stream().map(this::copy).toList();
        NodeId id = builder.add(newId -> node.with(newId, inputs));
        if (id.number() == MOST_NODES) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot plan the job: with its shared steps repeated it has more than %d"
                            + " (write what is used again and again, and read it in a second job)",
                    MOST_NODES);
        }
        if (!isPartOfAStage(node) && !(node instanceof Join)) {
            shared.put(original, id);
        }
        return id;
    }

    /** Whether a node works on each task's rows by themselves, in the order in which they come. */
    static boolean isPartOfAStage(PlanNode node) {
        return node instanceof Scan
                || node instanceof Filter
                || node instanceof RowFilter
                || node instanceof Project
                || node instanceof FlatMap
                || node instanceof Explode
                || node instanceof Repeat
                || node instanceof Sample
                || node instanceof Union;
    }
}
