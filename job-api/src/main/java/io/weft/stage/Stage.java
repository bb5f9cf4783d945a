package io.weft.stage;

import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.type.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The part of a plan between exchanges.
 *
 * @param plan the stage's nodes; its leaves are scans and shuffle reads, its last node gives the stage's rows
 */
public record Stage(StageId id, Plan plan, StageOutput output) {
    /** The node that gives the stage's rows. */
    public PlanNode root() {
        return plan.nodes().get(plan.nodes().size() - 1);
    }

    /** The columns of the stage's rows. */
    public Schema schema() {
        return root().schema();
    }

    /** The stages whose exchanges this one reads. */
    public List<StageId> producers() {
        return plan.nodes().stream()
                .filter(PlanNode.ShuffleRead.class::isInstance)
                .flatMap(node -> ((PlanNode.ShuffleRead) node).producers().stream())
                .distinct()
                .toList();
    }

    /** The scan of a stage that reads an input. */
    public Optional<PlanNode.Scan> scan() {
        return plan.nodes().stream()
                .filter(PlanNode.Scan.class::isInstance)
                .map(PlanNode.Scan.class::cast)
                .findFirst();
    }
}
