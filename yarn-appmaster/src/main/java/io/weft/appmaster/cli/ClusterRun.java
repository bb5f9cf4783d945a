package io.weft.appmaster.cli;

import io.weft.appmaster.commit.JobCommit;
import io.weft.appmaster.submit.SubmittedJob;
import io.weft.appmaster.submit.Submitter;
import io.weft.error.Failure;
import io.weft.runner.link.MasterLink;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A job on the cluster. It goes on when this process ends. */
final class ClusterRun implements RunningJob {
    /** YARN notices an AppMaster's end within a heartbeat of its node; a node's end it notices after ten minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Submitter submitter;
    private final SubmittedJob job;
    private final JobCommit outputs;

    /**
     * Takes over the submitter, and closes it.
     *
     * @param outputs of the job, to be cleared after an AppMaster that could not
     */
    ClusterRun(Submitter submitter, SubmittedJob job, JobCommit outputs) {
        this.submitter = submitter;
        this.job = job;
        this.outputs = outputs;
    }

    @Override
    public String application() {
        return job.id().toString();
    }

    /** Where a browser sees it, or an empty text. */
    String trackingUrl() {
        return job.trackingUrl();
    }

    @Override
    public Optional<String> logCommand() {
        return Optional.of("yarn logs -applicationId " + job.id());
    }

    @Override
    public MasterLink awaitLink(Consumer<String> waiting) throws IOException {
        return job.awaitLink(waiting);
    }

    @Override
    public Optional<Failure> outcome(IOException cause) throws IOException {
        Optional<Failure> failure = job.outcome(cause, PATIENCE);
        if (job.isOver()) {
            outputs.clear();
        }
        return failure;
    }

    @Override
    public void kill() throws IOException {
        job.kill();
        outputs.clear();
    }

    @Override
    public void close() {
        submitter.close();
    }
}
