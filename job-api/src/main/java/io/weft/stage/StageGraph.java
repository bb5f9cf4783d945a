package io.weft.stage;

import java.util.List;

/** The stages of a job. Stage n has the number n and reads only stages before it. */
public record StageGraph(JobId job, List<Stage> stages) {
    public StageGraph {
        stages = List.copyOf(stages);
        for (int number = 0; number < stages.size(); number++) {
            if (stages.get(number).id().number() != number) {
                throw new IllegalArgumentException("Stage %s is at position %d"
                        .formatted(stages.get(number).id(), number));
            }
        }
    }

    public Stage stage(StageId id) {
        return stages.get(id.number());
    }

    /** The stages that read this one's exchange. */
    public List<Stage> consumers(StageId id) {
        return stages.stream().filter(stage -> stage.producers().contains(id)).toList();
    }
}
