package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import org.jspecify.annotations.Nullable;

/** Says when trying again has come to its end. Each answer is the failure of the job, or null where it goes on. */
final class RetryRule {
    /** Failed attempts of one task that say nothing about it, at most. */
    static final int MOST_SETBACKS = 20;
    /** Containers lost without an attempt's success in between, at most, unless there were more runners than half of it. */
    static final int MOST_LOSSES = 20;

    private final int maxAttempts;
    private int losses;

    RetryRule(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    void attemptSucceeded() {
        losses = 0;
    }

    /** After a task's failure has been counted. */
    @Nullable Failure afterFailure(TaskRun task, String host, Failure failure) {
        if (failure.code().retry() == ErrorCode.Retry.NEVER) {
            return failure;
        }
        if (task.tries() >= maxAttempts) {
            return failed(task, task.tries(), host, failure);
        }
        return task.setbacks() >= MOST_SETBACKS ? failed(task, task.setbacks(), host, failure) : null;
    }

    private static Failure failed(TaskRun task, int times, String host, Failure failure) {
        return new Failure(
                failure.code(),
                "[%s] Cannot finish the task: it has failed %d time(s), at last on %s: %s%s"
                        .formatted(task.id(), times, host, failure.message(), first(task, failure)));
    }

    /** The first failure, where it says something else than the last. */
    private static String first(TaskRun task, Failure last) {
        for (AttemptState attempt : task.attempts()) {
            if (attempt instanceof AttemptState.Failed failed) {
                return failed.failure().message().equals(last.message())
                        ? ""
                        : "; at first on %s: %s"
                                .formatted(
                                        failed.start().host(), failed.failure().message());
            }
        }
        return "";
    }

    /** After a container was lost, whatever ran in it. */
    @Nullable Failure afterLoss(Container container, ContainerEnd end, int mostRunners) {
        if (end.reason() == ContainerEnd.Reason.PREEMPTED) {
            return null;
        }
        losses++;
        if (losses < Math.max(MOST_LOSSES, 2 * mostRunners)) {
            return null;
        }
        Failure last = failureOf(container, end);
        return new Failure(
                last.code(),
                "Cannot go on: %d containers were lost without a task done in between, the last one: %s"
                        .formatted(losses, last.message()));
    }

    /** What a reported failure is charged to. */
    static TaskRun.Charge charge(Failure failure) {
        return failure.code().retry() == ErrorCode.Retry.WITHOUT_COUNTING ? TaskRun.Charge.SETBACK : TaskRun.Charge.TRY;
    }

    /** What the loss of a container is charged to, for each attempt in it: its task where that may have been the cause. */
    static TaskRun.Charge charge(ContainerEnd end) {
        return switch (end.reason()) {
            case KILLED_FOR_MEMORY, FAILED -> TaskRun.Charge.TRY;
            case LOST, COMPLETED -> TaskRun.Charge.SETBACK;
            case PREEMPTED -> TaskRun.Charge.NOTHING;
        };
    }

    /** What the loss of a container means for an attempt in it. */
    static Failure failureOf(Container container, ContainerEnd end) {
        String said =
                end.diagnostics().isBlank() ? "" : ": " + end.diagnostics().strip();
        return switch (end.reason()) {
            case KILLED_FOR_MEMORY ->
                new Failure(
                        ErrorCode.OUT_OF_MEMORY,
                        "[%s] The container was killed because it used more memory than it was granted (raise %s)%s"
                                .formatted(container, Keys.RUNNER_MEMORY_MB.name(), said));
            case FAILED ->
                new Failure(
                        ErrorCode.CONTAINER_LOST,
                        "[%s] The container ended with status %d (see its log)%s"
                                .formatted(container, end.exitStatus(), said));
            case PREEMPTED ->
                new Failure(ErrorCode.CONTAINER_LOST, "[%s] The container was preempted%s".formatted(container, said));
            case LOST, COMPLETED ->
                new Failure(ErrorCode.CONTAINER_LOST, "[%s] The container was lost%s".formatted(container, said));
        };
    }
}
