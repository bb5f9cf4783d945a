package io.weft.appmaster.schedule;

import io.weft.protocol.ShuffleLocation;
import io.weft.stage.StageId;
import java.util.ArrayList;
import java.util.List;

/** Tells readers where shuffle outputs are. */
final class ShuffleLocations {
    private final JobRun job;
    private final RunnerPool pool;

    ShuffleLocations(JobRun job, RunnerPool pool) {
        this.job = job;
        this.pool = pool;
    }

    /** As {@link Scheduler#locations}. */
    List<ShuffleLocation> of(StageId producer, int firstTask, int most) {
        List<TaskRun> tasks = job.stage(producer).tasks();
        List<ShuffleLocation> locations = new ArrayList<>();
        for (int task = firstTask; task < tasks.size() && locations.size() < most; task++) {
            AttemptState.Succeeded winner = tasks.get(task).winner();
            if (winner == null) {
                break;
            }
            AttemptOutput output = winner.output();
            Runner.Live server = pool.server(output.host(), winner.start().container());
            locations.add(new ShuffleLocation(
                    winner.start().attempt(),
                    output.host(),
                    output.servicePort(),
                    server == null ? 0 : server.runnerPort()));
        }
        return locations;
    }
}
