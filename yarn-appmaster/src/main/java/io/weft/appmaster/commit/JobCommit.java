package io.weft.appmaster.commit;

import io.weft.appmaster.schedule.StageWinners;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outputs of a job. Used by one thread at a time: {@link #prepare}, then {@link #commit} or nothing, then {@link #clear}.
 * Each output appears at once; several do so one after another, and if one cannot, those that have appeared are taken back.
 */
public final class JobCommit {
    private static final Logger LOG = LoggerFactory.getLogger(JobCommit.class);

    private final Map<Output, OutputCommit> outputs = new LinkedHashMap<>();
    /** The stages that write, several of them into one output where a union is written. */
    private final Map<StageId, OutputCommit> writing = new HashMap<>();

    /**
     * The commit of a job.
     *
     * @param application the application's id, which with the job's tells it from all others that write beside its outputs
     * @param epoch of the AppMaster
     */
    public JobCommit(Configuration hadoop, StageGraph stages, String application, int epoch) {
        String run = application + "-" + stages.job();
        for (Stage stage : stages.stages()) {
            if (stage.output() instanceof StageOutput.Written written) {
                OutputCommit output = outputs.computeIfAbsent(
                        written.output(), target -> new OutputCommit(hadoop, target, run, epoch));
                writing.put(stage.id(), output);
            }
        }
    }

    /**
     * Makes the staging directories.
     *
     * @throws WeftException with {@code OUTPUT_EXISTS} if an output is there already
     */
    public void prepare() {
        outputs.values().forEach(OutputCommit::prepare);
    }

    /** The staging directory of a stage, as a URI; empty for one that writes no files. */
    public String staging(StageId stage) {
        OutputCommit output = writing.get(stage);
        return output == null ? "" : output.staging().toString();
    }

    /**
     * Makes the outputs appear.
     *
     * @param winners of the stages that write; others are passed over
     * @param manifestHead the lines of {@code _SUCCESS} before those of the files
     * @throws WeftException if an output cannot appear; then none of them is there
     */
    public void commit(List<StageWinners> winners, String manifestHead) {
        for (OutputCommit output : outputs.values()) {
            List<StageWinners> own = winners.stream()
                    .filter(stage -> writing.get(stage.stage()) == output)
                    .toList();
            output.gather(own, manifestHead);
        }
        try {
            outputs.values().forEach(OutputCommit::appear);
        } catch (WeftException e) {
            for (OutputCommit output : outputs.values()) {
                try {
                    output.disappear();
                } catch (IOException also) {
                    e.addSuppressed(also);
                    LOG.error("An output of the failed job could not be taken back", also);
                }
            }
            throw e;
        }
    }

    /** Deletes everything that was staged. What cannot be deleted is logged. */
    public void clear() {
        for (OutputCommit output : outputs.values()) {
            try {
                output.clear();
            } catch (IOException e) {
                LOG.warn("The staging directory {} could not be deleted", output.staging(), e);
            }
        }
    }
}
