package io.weft.appmaster.commit;

import io.weft.api.HadoopOutput;
import io.weft.api.JsonLines;
import io.weft.appmaster.schedule.StageWinners;
import io.weft.error.WeftException;
import io.weft.plan.LineOptions;
import io.weft.plan.Output;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outputs of a job. Used by one thread at a time: {@link #prepare}, then {@link #commit} or nothing, then {@link #clear}.
 * Each output appears at once; several do so one after another, and if one cannot, those that have appeared are taken back.
 */
public final class JobCommit {
    private static final Logger LOG = LoggerFactory.getLogger(JobCommit.class);
    private static final SortedMap<String, String> NO_OPTIONS = Collections.emptySortedMap();

    private final Map<Output, OutputCommit> outputs = new LinkedHashMap<>();
    /** The stages that write, several of them into one output where a union is written. */
    private final Map<StageId, OutputCommit> writing = new HashMap<>();

    /** Several stages may set rows aside in one place. */
    private final Map<StageId, OutputCommit> badRows = new LinkedHashMap<>();

    private final Map<Output, HadoopCommit> hadoopOutputs = new LinkedHashMap<>();

    /**
     * The commit of a job.
     *
     * @param application the application's id, which with the job's tells it from all others that write beside its outputs
     * @param epoch of the AppMaster
     */
    public JobCommit(Configuration hadoop, StageGraph stages, String application, int epoch) {
        String run = application + "-" + stages.job();
        Map<String, OutputCommit> places = new TreeMap<>();
        for (Stage stage : stages.stages()) {
            if (stage.output() instanceof StageOutput.Written written) {
                Output target = written.output();
                if (target.format().equals(HadoopOutput.FORMAT)) {
                    hadoopOutputs.computeIfAbsent(
                            target, any -> new HadoopCommit(hadoop, any, application, stages.job()));
                } else {
                    OutputCommit output =
                            outputs.computeIfAbsent(target, any -> new OutputCommit(hadoop, any, run, epoch));
                    writing.put(stage.id(), output);
                }
            }
            stage.scan().flatMap(scan -> LineOptions.badRowsPath(scan.input())).ifPresent(path -> {
                OutputCommit place = places.computeIfAbsent(
                        path,
                        name -> new OutputCommit(hadoop, new Output(JsonLines.FORMAT, name, NO_OPTIONS), run, epoch));
                badRows.put(stage.id(), place);
            });
        }
    }

    /**
     * Makes the staging directories.
     *
     * @throws WeftException with {@code OUTPUT_EXISTS} if an output is there already
     */
    public void prepare() {
        all().forEach(OutputCommit::prepare);
        hadoopOutputs.values().forEach(HadoopCommit::prepare);
    }

    private List<OutputCommit> all() {
        return Stream.concat(outputs.values().stream(), badRows.values().stream())
                .distinct()
                .toList();
    }

    /** The staging directory of a stage, as a URI; empty for one that writes no files. */
    public String staging(StageId stage) {
        OutputCommit output = writing.get(stage);
        return output == null ? "" : output.staging().toString();
    }

    /** The staging directory for bad rows of a stage, as a URI; empty for one that sets none aside. */
    public String badRowStaging(StageId stage) {
        OutputCommit output = badRows.get(stage);
        return output == null ? "" : output.staging().toString();
    }

    /**
     * Makes the outputs appear, and the bad rows with them.
     *
     * @param winners of the stages that write; others are passed over
     * @param setAside the attempts that have set rows aside
     * @param manifestHead the lines of {@code _SUCCESS} before those of the files
     * @throws WeftException if an output cannot appear; then none of them is there
     */
    public void commit(List<StageWinners> winners, List<StageWinners> setAside, String manifestHead) {
        for (OutputCommit output : outputs.values()) {
            List<StageWinners> own = winners.stream()
                    .filter(stage -> writing.get(stage.stage()) == output)
                    .toList();
            output.gather(own, manifestHead);
        }
        for (OutputCommit place : badRows.values().stream().distinct().toList()) {
            List<StageWinners> own = setAside.stream()
                    .filter(stage -> badRows.get(stage.stage()) == place)
                    .toList();
            place.gather(own, manifestHead);
        }
        try {
            all().forEach(OutputCommit::appear);
            // What a committer of Hadoop's has committed cannot be taken back.
            hadoopOutputs.values().forEach(HadoopCommit::commit);
        } catch (WeftException e) {
            for (OutputCommit output : all()) {
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
        for (HadoopCommit output : hadoopOutputs.values()) {
            try {
                output.clear();
            } catch (IOException | WeftException e) {
                LOG.warn("What was written by a Hadoop OutputFormat could not be removed", e);
            }
        }
        for (OutputCommit output : all()) {
            try {
                output.clear();
            } catch (IOException e) {
                LOG.warn("The staging directory {} could not be deleted", output.staging(), e);
            }
        }
    }
}
