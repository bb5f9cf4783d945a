package io.weft.appmaster;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.weft.appmaster.commit.JobCommit;
import io.weft.appmaster.input.SplitPlanner;
import io.weft.appmaster.report.RunReport;
import io.weft.appmaster.schedule.Command;
import io.weft.appmaster.schedule.Event;
import io.weft.appmaster.schedule.JobFacts;
import io.weft.appmaster.schedule.StageWinners;
import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.JobState;
import io.weft.stage.AttemptId;
import io.weft.stage.Split;
import io.weft.stage.Stage;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a job takes its time and is not the scheduler's: finding the splits, putting the output in place, the report. A thread of
 * its own does that and posts an event when it is done; all methods are called by the scheduler's thread.
 */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final Duration END_TIME = Duration.ofSeconds(30);

    private final JobSetup setup;
    private final Consumer<Event> post;
    private final JobCommit commit;
    private final CollectedRows rows;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            new ThreadFactoryBuilder().setNameFormat("job").build());
    private JobState state = JobState.RUNNING;
    private @Nullable Outcome outcome;
    private long startMillis = -1;
    private long overMillis;
    private boolean timedOut;

    JobRun(JobSetup setup, Consumer<Event> post) {
        this.setup = setup;
        this.post = post;
        this.commit = new JobCommit(setup.hadoop(), setup.job().stages(), setup.application(), setup.epoch());
        this.rows = new CollectedRows((long) setup.settings().get(Keys.RESULT_MAX_MB) << 20);
    }

    /** Begins to look for the splits. */
    void start() {
        work("planned", () -> {
            commit.prepare();
            post.accept(new Event.JobPlanned(setup.job().stages(), splits()));
        });
    }

    private Map<StageId, List<Split>> splits() {
        SplitPlanner planner =
                new SplitPlanner(setup.hadoop(), (long) setup.settings().get(Keys.SPLIT_MB) << 20);
        Map<StageId, List<Split>> splits = new LinkedHashMap<>();
        for (Stage stage : setup.job().stages().stages()) {
            if (stage.scan().isPresent()) {
                Scan scan = stage.scan().get();
                List<Split> found = planner.plan(scan);
                LOG.info("{} has {} split(s)", stage.id(), found.size());
                splits.put(stage.id(), found);
            }
        }
        return splits;
    }

    /** Begins to put the output in place. */
    void commit(Command.Commit command) {
        state = JobState.COMMITTING;
        for (StageWinners stage : command.stages()) {
            if (setup.job().stages().stage(stage.stage()).output() instanceof StageOutput.Collected collected) {
                List<AttemptId> attempts = stage.winners().stream()
                        .map(StageWinners.Winner::attempt)
                        .toList();
                rows.settle(collected.consumer(), attempts);
            }
        }
        String head = "weft manifest 1\njob\t%s\napplication\t%s\n"
                .formatted(setup.job().name(), setup.application());
        worker.execute(() -> {
            try {
                commit.commit(command.stages(), command.badRows(), head);
                post.accept(new Event.CommitFinished());
            } catch (WeftException e) {
                post.accept(new Event.CommitFailed(e.failure()));
            } catch (RuntimeException e) {
                LOG.error("The commit failed", e);
                post.accept(new Event.CommitFailed(new Failure(ErrorCode.INTERNAL, "A fault of Weft's: " + e)));
            }
        });
    }

    /** Takes the scheduler's word that the job is over, and clears up. */
    void finish(Command.Finish finish, JobFacts facts, long nowMillis) {
        state = finish.state();
        overMillis = nowMillis;
        String report = RunReport.of(setup.job(), facts, nowMillis - Math.max(0, startMillis));
        outcome = new Outcome(finish.state(), finish.failure(), report);
        LOG.info("{} -> {}", setup.job().stages().job(), finish);
        worker.execute(commit::clear);
    }

    /** Ends the job when its time is over. */
    void timePassed(long nowMillis) {
        if (startMillis < 0) {
            startMillis = nowMillis;
        }
        long limit = setup.settings().get(Keys.JOB_TIMEOUT_SECONDS) * 1000L;
        if (limit > 0 && nowMillis - startMillis > limit && !timedOut && !isOver()) {
            timedOut = true;
            post.accept(new Event.JobFailed(new Failure(
                    ErrorCode.TIMED_OUT,
                    "The job took longer than %d s and was ended (raise weft.job.timeout-seconds)"
                            .formatted(limit / 1000))));
        }
    }

    private void work(String name, Runnable task) {
        worker.execute(() -> {
            try {
                task.run();
            } catch (WeftException e) {
                post.accept(new Event.JobFailed(e.failure()));
            } catch (RuntimeException e) {
                LOG.error("The job could not be {}", name, e);
                post.accept(new Event.JobFailed(new Failure(ErrorCode.INTERNAL, "A fault of Weft's: " + e)));
            }
        });
    }

    JobState state() {
        return state;
    }

    CollectedRows rows() {
        return rows;
    }

    String staging(StageId stage) {
        return commit.staging(stage);
    }

    /** The staging directory for bad rows of a stage. */
    String badRowStaging(StageId stage) {
        return commit.badRowStaging(stage);
    }

    boolean isOver() {
        return outcome != null;
    }

    /** When the job was over. */
    long overMillis() {
        return overMillis;
    }

    /** How the job ended; only once it is over. */
    Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("The job is not over");
        }
        return outcome;
    }

    /** Waits until everything staged is deleted. */
    void end() {
        if (!MoreExecutors.shutdownAndAwaitTermination(worker, END_TIME)) {
            LOG.warn("The staging directory was not deleted within {} s", END_TIME.toSeconds());
        }
    }
}
