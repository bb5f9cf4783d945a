package io.weft.stage;

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
            for (PlanNode node : stage.plan().nodes()) {
                text.append("    ").append(node).append('\n');
            }
        }
        return text.toString();
    }

    private static String output(Stage stage) {
        StageOutput output = stage.output();
        if (output instanceof StageOutput.Shuffled shuffled) {
            return "to the exchange, %d partition(s)".formatted(shuffled.partitions());
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
