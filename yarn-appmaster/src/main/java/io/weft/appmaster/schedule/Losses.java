package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.error.Failure;
import io.weft.protocol.Counters;
import io.weft.stage.AttemptId;
import org.jspecify.annotations.Nullable;

/**
 * What failed attempts, lost containers and lost outputs mean for the tasks. Where an answer is a failure, it is the failure
 * of the job.
 */
final class Losses {
    private final JobRun job;
    private final RunnerPool pool;
    private final RetryRule retry;
    private final FetchBlame blame = new FetchBlame();
    private final HostExclusion exclusion;
    private final Hosts hosts;

    Losses(JobRun job, RunnerPool pool, RetryRule retry, HostExclusion exclusion, Hosts hosts) {
        this.job = job;
        this.pool = pool;
        this.retry = retry;
        this.exclusion = exclusion;
        this.hosts = hosts;
    }

    /** An attempt that ran has failed. */
    @Nullable Failure attemptFailed(AttemptId attempt, Counters counters, Failure why, long nowMillis) {
        TaskRun.Charge charge = RetryRule.charge(why);
        if (charge == TaskRun.Charge.TRY) {
            exclusion.attemptFailed(attempt.task(), job.start(attempt).host(), hosts.count());
        }
        return failed(attempt, counters, why, charge, nowMillis);
    }

    private @Nullable Failure failed(
            AttemptId attempt, Counters counters, Failure why, TaskRun.Charge charge, long nowMillis) {
        job.stageOf(attempt).failed(attempt, counters, why, charge, nowMillis);
        return retry.afterFailure(job.task(attempt), job.start(attempt).host(), why);
    }

    /** A container that the pool no longer holds is gone, with all that ran in it. */
    @Nullable Failure containerLost(Runner runner, ContainerEnd end, long nowMillis) {
        if (end.reason() == ContainerEnd.Reason.FAILED) {
            exclusion.containerFailed(end.container(), runner.container().host(), hosts.count());
        }
        Failure last = null;
        Failure why = RetryRule.failureOf(runner.container(), end);
        for (AttemptId attempt : runner.taken()) {
            if (job.isRunning(attempt)) {
                Counters counters = job.task(attempt).attempt(attempt).counters();
                Failure of = failed(attempt, counters, why, RetryRule.charge(end), nowMillis);
                last = last == null ? of : last;
            }
        }
        if (runner.state() instanceof Runner.Stopping) {
            return last;
        }
        if (runner.state() instanceof Runner.Live live) {
            serverGone(live.host(), nowMillis);
        }
        Failure tooMany = retry.afterLoss(runner.container(), end, pool.most());
        return last == null ? tooMany : last;
    }

    /** A runner no longer serves the outputs of its host: those are lost that nobody else there can serve. */
    void serverGone(String host, long nowMillis) {
        if (pool.servers(host) == 0) {
            job.serversGone(host, nowMillis);
        }
    }

    /** A host has left the cluster, and took with it what was on its disks. */
    void hostGone(String host, long nowMillis) {
        job.outputsLost(winner -> winner.output().host().equals(host), nowMillis);
    }

    /**
     * A reader could not have this output: it is lost, unless the fault is the reader's. Where no runner lives on its host, the
     * host is taken to be gone.
     */
    void outputBlamed(AttemptId blamed, AttemptId reader, long nowMillis) {
        AttemptState.Succeeded winner = job.task(blamed).winner();
        if (winner == null || !winner.start().attempt().equals(blamed)) {
            return;
        }
        String host = winner.output().host();
        String readerHost = job.start(reader).host();
        if (blame.isReadersFault(readerHost, host) && exclusion.exclude(readerHost, hosts.count())) {
            return;
        }
        boolean hostIsGone = pool.servers(host) == 0;
        job.outputsLost(
                other -> other.equals(winner)
                        || (hostIsGone && other.output().host().equals(host)),
                nowMillis);
    }
}
