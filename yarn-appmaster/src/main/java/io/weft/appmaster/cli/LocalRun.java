package io.weft.appmaster.cli;

import io.weft.appmaster.local.LocalJob;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.runner.link.MasterLink;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** A job in this process, which ends with it. */
final class LocalRun implements RunningJob {
    private final LocalJob job;

    /** Takes over the job, and closes it. */
    LocalRun(LocalJob job) {
        this.job = job;
    }

    @Override
    public String application() {
        return job.application();
    }

    @Override
    public Optional<String> logCommand() {
        return Optional.empty();
    }

    @Override
    public MasterLink awaitLink(Consumer<String> waiting) {
        return job.link();
    }

    @Override
    public Optional<Failure> outcome(IOException cause) {
        return Optional.of(new Failure(
                ErrorCode.INTERNAL,
                "Cannot follow the job: its AppMaster has ended (--verbose shows its log): " + cause.getMessage()));
    }

    @Override
    public void kill() {
        job.close();
    }

    @Override
    public void close() {
        job.close();
    }
}
