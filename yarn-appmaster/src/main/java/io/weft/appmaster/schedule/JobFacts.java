package io.weft.appmaster.schedule;

import io.weft.error.Failure;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.JobState;
import io.weft.stage.StageId;
import io.weft.stage.TaskId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has happened in a job so far, for its report.
 *
 * @param containers that the job has held
 * @param lateEvents that came when they no longer mattered
 */
public record JobFacts(JobState state, List<StageFacts> stages, int containers, int lateEvents) {
    public JobFacts {
        stages = List.copyOf(stages);
    }

    /** A stage, and its tasks as far as they are known. */
    public record StageFacts(StageId stage, List<TaskFacts> tasks) {
        public StageFacts {
            tasks = List.copyOf(tasks);
        }

        /** The bytes of the input that were not read on the reader's own host, by their reasons; of none no entry. */
        public Map<RemoteReason, Long> remoteBytes() {
            Map<RemoteReason, Long> bytes = new EnumMap<>(RemoteReason.class);
            for (TaskFacts task : tasks) {
                task.counted()
                        .filter(attempt -> attempt.remoteBytes() > 0)
                        .ifPresent(attempt -> bytes.merge(attempt.remoteReason(), attempt.remoteBytes(), Long::sum));
            }
            return bytes;
        }
    }

    /**
     * A task and all its attempts.
     *
     * @param inputHosts that hold its data
     */
    public record TaskFacts(TaskId task, List<String> inputHosts, List<AttemptFacts> attempts) {
        public TaskFacts {
            inputHosts = List.copyOf(inputHosts);
            attempts = List.copyOf(attempts);
        }

        /** The attempt that counts: the last that has succeeded, even if its output was lost when all had read it. */
        public Optional<AttemptFacts> counted() {
            return attempts.stream()
                    .filter(attempt ->
                            attempt.outcome() == Outcome.SUCCEEDED || attempt.outcome() == Outcome.OUTPUT_LOST)
                    .reduce((earlier, later) -> later);
        }
    }

    /**
     * An attempt.
     *
     * @param endMillis when it was over, or 0 as long as it runs
     * @param failure of an attempt that has failed
     */
    public record AttemptFacts(
            AttemptStart start, Outcome outcome, long endMillis, Counters counters, Optional<Failure> failure) {
        /** The bytes of the input that were not read on the attempt's own host. */
        public long remoteBytes() {
            return counters.get(Counter.INPUT_BYTES) - counters.get(Counter.INPUT_BYTES_LOCAL);
        }

        /** Why they were not. */
        public RemoteReason remoteReason() {
            return start.remote()
                    .orElse(
                            counters.get(Counter.INPUT_BYTES_LOCAL) > 0
                                    ? RemoteReason.PAST_BLOCK_END
                                    : RemoteReason.NOT_SERVED);
        }
    }

    /** What has become of an attempt. */
    public enum Outcome {
        RUNNING,
        SUCCEEDED,
        FAILED,
        KILLED,
        /** It had succeeded, but its output was lost before everybody had read it. */
        OUTPUT_LOST
    }

    static JobFacts of(JobRun job, JobState state, int containers, int lateEvents) {
        return new JobFacts(
                state,
                job.stages().stream()
                        .map(stage -> new StageFacts(
                                stage.stage().id(),
                                stage.tasks().stream().map(JobFacts::of).toList()))
                        .toList(),
                containers,
                lateEvents);
    }

    private static TaskFacts of(TaskRun task) {
        return new TaskFacts(
                task.id(),
                task.inputHosts(),
                task.attempts().stream().map(JobFacts::of).toList());
    }

    private static AttemptFacts of(AttemptState attempt) {
        return new AttemptFacts(
                attempt.start(),
                outcome(attempt),
                attempt instanceof AttemptState.Over over ? over.endMillis() : 0,
                attempt.counters().copy(),
                attempt instanceof AttemptState.Failed failed ? Optional.of(failed.failure()) : Optional.empty());
    }

    private static Outcome outcome(AttemptState attempt) {
        if (attempt instanceof AttemptState.Succeeded) {
            return Outcome.SUCCEEDED;
        }
        if (attempt instanceof AttemptState.Failed) {
            return Outcome.FAILED;
        }
        if (attempt instanceof AttemptState.Killed) {
            return Outcome.KILLED;
        }
        return attempt instanceof AttemptState.OutputLost ? Outcome.OUTPUT_LOST : Outcome.RUNNING;
    }
}
