package io.weft.appmaster.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks whose one attempt is so slow that a rival is worth its slot. An attempt is slow when it runs much longer than the stage's
 * finished tasks did: by their median and the median of the distances from it, which a few odd ones do not move.
 */
final class Speculation {
    /** Attempts are not called slow sooner than this. */
    static final long LEAST_MILLIS = 5_000;
    /** Nor before they have taken so many times the median. */
    static final double LEAST_FACTOR = 1.5;
    /** Standard deviations beyond the median, as the median distance estimates them for a normal distribution. */
    private static final double DEVIATIONS = 4;

    private static final double DEVIATION_PER_MEDIAN_DISTANCE = 1.4826;
    /** Tasks that must be done to say what is slow, at least; and at least half of the stage's. */
    private static final int LEAST_FINISHED = 3;
    /** One task of so many may have a rival at the same time. */
    private static final int TASKS_PER_RIVAL = 10;

    private static final long LOOK_MILLIS = 1_000;

    private final JobRun job;
    private final Set<TaskRun> wanted = new LinkedHashSet<>();
    private long lookedMillis;

    Speculation(JobRun job) {
        this.job = job;
    }

    /** Looks for slow attempts, if that was not just done. */
    void look(long nowMillis) {
        if (nowMillis - lookedMillis < LOOK_MILLIS) {
            return;
        }
        lookedMillis = nowMillis;
        wanted.clear();
        for (StageRun stage : job.needed()) {
            if (stage.isReady() && stage.waiting().size() == 0 && stage.running() > 0) {
                addSlow(stage, nowMillis);
            }
        }
    }

    private void addSlow(StageRun stage, long nowMillis) {
        long[] finished = finishedMillis(stage.tasks());
        if (finished.length < LEAST_FINISHED
                || 2 * finished.length < stage.tasks().size()) {
            return;
        }
        long slow = slowMillis(finished);
        int room = Math.max(1, stage.tasks().size() / TASKS_PER_RIVAL) - stage.rivals();
        for (TaskRun task : stage.tasks()) {
            AttemptStart only = task.onlyRunning();
            if (room > 0 && only != null && nowMillis - only.startMillis() > slow) {
                wanted.add(task);
                room--;
            }
        }
    }

    private static long[] finishedMillis(List<TaskRun> tasks) {
        long[] millis = new long[tasks.size()];
        int count = 0;
        for (TaskRun task : tasks) {
            AttemptState.Succeeded winner = task.winner();
            if (winner != null) {
                millis[count++] = winner.endMillis() - winner.start().startMillis();
            }
        }
        return Arrays.copyOf(millis, count);
    }

    /** How long an attempt may run before it is slow, where others took these times. */
    static long slowMillis(long[] finished) {
        long median = median(finished);
        long[] distances = new long[finished.length];
        for (int index = 0; index < finished.length; index++) {
            distances[index] = Math.abs(finished[index] - median);
        }
        double deviation = DEVIATION_PER_MEDIAN_DISTANCE * median(distances);
        double slow = Math.max(median + DEVIATIONS * deviation, LEAST_FACTOR * median);
        return Math.max(LEAST_MILLIS, Math.round(slow));
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The tasks that shall have a rival and have none yet. */
    List<TaskRun> wanted() {
        wanted.removeIf(task ->
                task.onlyRunning() == null || !job.stage(task.id().stage()).isReady());
        return new ArrayList<>(wanted);
    }

    /** A slot where a task's rival may run: on another host than its attempt, and not where it has failed. */
    static @Nullable FreeSlot slotFor(TaskRun task, List<FreeSlot> slots) {
        AttemptStart only = task.onlyRunning();
        for (FreeSlot slot : slots) {
            if (only != null && !slot.host().equals(only.host()) && !task.hasFailedOn(slot.host())) {
                return slot;
            }
        }
        return null;
    }

    /** Rivals that run or are wanted. */
    int rivals() {
        return wanted().size()
                + job.stages().stream().mapToInt(StageRun::rivals).sum();
    }
}
