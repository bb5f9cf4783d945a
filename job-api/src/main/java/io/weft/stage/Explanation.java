package io.weft.stage;

import io.weft.plan.Join;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.plan.WrittenPlan;
import java.util.stream.Collectors;

/** What {@code explain} prints: the plan as written, as it will run, and its stages. */
public record Explanation(WrittenPlan written, Plan plan, StageGraph stages) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("As written\n").append(indented(written.toString()));
        text.append("As it will run\n").append(indented(plan.toString()));
        text.append("Stages\n");
        for (Stage stage : stages.stages()) {
            text.append("  stage ").append(stage.id().number()).append(": ");
            text.append(output(stage)).append('\n');
            text.append(steps(stage.plan()));
        }
        return text.toString();
    }

    /** One line a step; with numbers where not each step reads the one before it. */
    private static String steps(Plan plan) {
        if (plan.nodes().stream().anyMatch(Join.class::isInstance)) {
            return plan.toString().indent(4);
        }
        StringBuilder text = new StringBuilder();
        for (PlanNode node : plan.nodes()) {
            text.append("    ").append(node).append('\n');
        }
        return text.toString();
    }

    private static String output(Stage stage) {
        StageOutput output = stage.output();
        if (output instanceof StageOutput.Shuffled shuffled) {
            return shuffled.isToAll()
                    ? "to the exchange, all rows to each reader"
                    : "to the exchange, %d partition(s)".formatted(shuffled.partitions());
        }
        if (output instanceof StageOutput.Ranged ranged) {
            return "to the exchange by ranges, bounds from stage "
                    + ranged.samplers().stream()
                            .map(sampler -> Integer.toString(sampler.number()))
                            .collect(Collectors.joining(", "));
        }
        if (output instanceof StageOutput.Sampled) {
            return "samples keys";
        }
        if (output instanceof StageOutput.Written written) {
            return "writes " + written.output();
        }
        return "collects rows for the client";
    }

    private static String indented(String lines) {
        return lines.indent(2);
    }
}
