package io.weft.appmaster.schedule;

import io.weft.error.Failure;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.protocol.TaskInput;
import io.weft.stage.AttemptId;
import io.weft.stage.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task's life: its attempts, and which of them has won. */
final class TaskRun {
    private final TaskId id;
    private final TaskInput input;
    private final List<String> inputHosts;
    private final List<AttemptState> attempts = new ArrayList<>();
    private final Set<String> failedHosts = new LinkedHashSet<>();
    private List<String> wantedHosts;
    private TaskState state;
    private @Nullable AttemptId committing;
    private int tries;
    private int setbacks;

    /** What a failed attempt is charged to. */
    enum Charge {
        /** The task: it has so many tries. */
        TRY,
        /** The circumstances; but they must not go on forever. */
        SETBACK,
        /** Nobody: the cluster has taken back what it gave. */
        NOTHING
    }

    TaskRun(TaskId id, TaskInput input, long nowMillis) {
        this.id = id;
        this.input = input;
        this.inputHosts =
                input instanceof TaskInput.OfSplit split ? split.split().hosts() : List.of();
        this.wantedHosts = inputHosts;
        this.state = new TaskState.Waiting(nowMillis);
    }

    TaskId id() {
        return id;
    }

    TaskInput input() {
        return input;
    }

    /** The hosts that hold the task's data. */
    List<String> inputHosts() {
        return inputHosts;
    }

    /** The hosts that hold the task's data and on which no attempt has failed. */
    List<String> wantedHosts() {
        return wantedHosts;
    }

    /** What the task reads of its split, where that is known. */
    OptionalLong inputBytes() {
        return input instanceof TaskInput.OfSplit split ? split.split().length() : OptionalLong.empty();
    }

    boolean hasFailedOn(String host) {
        return failedHosts.contains(host);
    }

    TaskState state() {
        return state;
    }

    List<AttemptState> attempts() {
        return attempts;
    }

    /** Failed attempts that count against the task. */
    int tries() {
        return tries;
    }

    /** Failed attempts that say nothing about the task. */
    int setbacks() {
        return setbacks;
    }

    AttemptState.@Nullable Succeeded winner() {
        return state instanceof TaskState.Won won ? won.winner() : null;
    }

    /** The file of rows that the last attempt that has succeeded has set aside; it is there even if the attempt's output is lost. */
    Optional<StageWinners.Winner> badRows() {
        Optional<StageWinners.Winner> last = Optional.empty();
        for (AttemptState attempt : attempts) {
            Optional<OutputFile> file;
            if (attempt instanceof AttemptState.Succeeded succeeded) {
                file = succeeded.output().badRows();
            } else if (attempt instanceof AttemptState.OutputLost lost) {
                file = lost.badRows();
            } else {
                continue;
            }
            AttemptId id = attempt.start().attempt();
            last = file.map(set -> new StageWinners.Winner(id, List.of(set)));
        }
        return last;
    }

    AttemptId start(FreeSlot slot, Locality locality, Optional<RemoteReason> remote, long nowMillis) {
        if (state instanceof TaskState.Won) {
            throw new IllegalStateException("Task %s cannot start on %s: it is %s".formatted(id, slot, state));
        }
        AttemptId attempt = id.attempt(attempts.size());
        attempts.add(new AttemptState.Running(
                new AttemptStart(attempt, slot.container(), slot.host(), locality, remote, nowMillis), new Counters()));
        state = new TaskState.Running();
        return attempt;
    }

    void counted(AttemptId attempt, Counters counters) {
        set(attempt, attempt(attempt).counted(counters));
    }

    /** An attempt that runs has succeeded, and no other has: it wins. */
    void succeeded(AttemptId attempt, Counters counters, AttemptOutput output, long nowMillis) {
        AttemptState after = attempt(attempt).succeeded(counters, output, nowMillis);
        if (!(after instanceof AttemptState.Succeeded winner) || state instanceof TaskState.Won) {
            throw new IllegalStateException(
                    "Attempt %s cannot succeed: it is %s and its task %s".formatted(attempt, attempt(attempt), state));
        }
        set(attempt, after);
        state = new TaskState.Won(winner);
    }

    /** Whether the attempt may commit what it has written: the first that asks, until it is over. */
    boolean mayCommit(AttemptId attempt) {
        if (!(attempt(attempt) instanceof AttemptState.Running)) {
            return false;
        }
        if (committing == null || !(attempt(committing) instanceof AttemptState.Running)) {
            committing = attempt;
        }
        return attempt.equals(committing);
    }

    /** An attempt has failed. */
    void failed(AttemptId attempt, Counters counters, Failure failure, Charge charge, long nowMillis) {
        switch (charge) {
            case TRY -> {
                tries++;
                failedHosts.add(attempt(attempt).start().host());
                wantedHosts = inputHosts.stream()
                        .filter(host -> !failedHosts.contains(host))
                        .toList();
            }
            case SETBACK -> setbacks++;
            case NOTHING -> {}
        }
        set(attempt, attempt(attempt).failed(counters, failure, nowMillis));
        waitAgain(nowMillis);
    }

    /** Ends the attempts that run, as they are of no more use; gives them. */
    List<AttemptId> killAll(long nowMillis) {
        List<AttemptId> killed = new ArrayList<>();
        for (AttemptState attempt : List.copyOf(attempts)) {
            if (attempt instanceof AttemptState.Running) {
                AttemptId ended = attempt.start().attempt();
                set(ended, attempt.killed(nowMillis));
                killed.add(ended);
            }
        }
        waitAgain(nowMillis);
        return killed;
    }

    /** The winner's output is gone: the task runs again. */
    void outputLost(long nowMillis) {
        if (state instanceof TaskState.Won won) {
            AttemptId attempt = won.winner().start().attempt();
            set(attempt, attempt(attempt).outputLost());
            state = new TaskState.Running();
            waitAgain(nowMillis);
        }
    }

    private void waitAgain(long nowMillis) {
        if (state instanceof TaskState.Running && attempts.stream().noneMatch(AttemptState.Running.class::isInstance)) {
            state = new TaskState.Waiting(nowMillis);
        }
    }

    /** The one attempt that runs; null where none does, or several. */
    @Nullable AttemptStart onlyRunning() {
        AttemptStart only = null;
        if (state instanceof TaskState.Running) {
            for (AttemptState attempt : attempts) {
                if (attempt instanceof AttemptState.Running) {
                    if (only != null) {
                        return null;
                    }
                    only = attempt.start();
                }
            }
        }
        return only;
    }

    /** An attempt that has been made. */
    AttemptState attempt(AttemptId attempt) {
        if (!attempt.task().equals(id) || attempt.number() >= attempts.size()) {
            throw new IllegalStateException(
                    "Task %s has no attempt %s; it has made %d".formatted(id, attempt, attempts.size()));
        }
        return attempts.get(attempt.number());
    }

    private void set(AttemptId attempt, AttemptState after) {
        attempts.set(attempt.number(), after);
    }
}
