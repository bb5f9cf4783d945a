package io.weft.appmaster.schedule;

import io.weft.protocol.OutputFile;
import io.weft.stage.AttemptId;
import io.weft.stage.StageId;
import java.util.List;

/**
 * The attempts of a stage whose output counts.
 *
 * @param winners one for each task, in the order of the tasks; of bad rows, only those that have set some aside
 */
public record StageWinners(StageId stage, List<Winner> winners) {
    public StageWinners {
        winners = List.copyOf(winners);
    }

    /**
     * The attempt of a task whose output counts.
     *
     * @param files that it wrote in its own place; empty for a stage that collects
     */
    public record Winner(AttemptId attempt, List<OutputFile> files) {
        public Winner {
            files = List.copyOf(files);
        }
    }
}
