package io.weft.plan;

import java.util.List;
import java.util.stream.Collectors;

/** A job's steps in the order in which they were written; step n is named by node id n. */
public record WrittenPlan(List<Step> steps) {
    public WrittenPlan {
        steps = List.copyOf(steps);
    }

    /** One line a step. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < steps.size(); number++) {
            Step step = steps.get(number);
            text.append(new NodeId(number)).append(' ').append(step);
            if (!step.inputs().isEmpty()) {
                text.append(" <- ")
                        .append(step.inputs().stream().map(NodeId::toString).collect(Collectors.joining(", ")));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
