package io.weft.appmaster.schedule;

import io.weft.error.Failure;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.KeySample;
import io.weft.protocol.PartitionSizes;
import io.weft.protocol.RangeBounds;
import io.weft.protocol.StageProgress;
import io.weft.protocol.TaskInput;
import io.weft.stage.AttemptId;
import io.weft.stage.Split;
import io.weft.stage.Stage;
import io.weft.stage.StageOutput;
import io.weft.stage.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stage's run: its tasks, once they are known, and how many of them have their winner. */
final class StageRun {
    /** Sampled keys to keep, of a stage and at least of each task. */
    private static final int MOST_SAMPLED = 1 << 16;

    private static final int LEAST_SAMPLED = 16;

    private final Stage stage;
    private final List<StageRun> producers;
    /** Those whose partitions the tasks share; of the others each task reads all rows. */
    private final List<StageRun> divided;

    private final List<StageRun> consumers = new ArrayList<>();
    private final WaitingTasks waiting = new WaitingTasks();
    private final List<TaskRun> tasks = new ArrayList<>();
    /** The bounds that the stage's rows are divided by; null where that is not by ranges. */
    private @Nullable Ranges ranges;

    /** The exchanges whose bounds follow from this stage's samples. */
    private final List<Ranges> sampledRanges = new ArrayList<>();

    /** The outputs that count and that only runners can serve, by their hosts. */
    private final Map<String, Integer> servedByRunners = new HashMap<>();

    private boolean planned;
    private int won;
    private int running;
    private long rowsSetAside;

    StageRun(Stage stage, List<StageRun> producers) {
        this.stage = stage;
        this.producers = List.copyOf(producers);
        this.divided =
                producers.stream().filter(producer -> !producer.isToAll()).toList();
        producers.forEach(producer -> producer.consumers.add(this));
    }

    Stage stage() {
        return stage;
    }

    List<StageRun> consumers() {
        return consumers;
    }

    List<TaskRun> tasks() {
        return tasks;
    }

    TaskRun task(TaskId id) {
        if (id.number() >= tasks.size()) {
            throw new IllegalStateException(
                    "Stage %s has no task %s; it has %d".formatted(stage.id(), id, tasks.size()));
        }
        return tasks.get(id.number());
    }

    WaitingTasks waiting() {
        return waiting;
    }

    private boolean isToAll() {
        return stage.output() instanceof StageOutput.Shuffled shuffled && shuffled.isToAll();
    }

    /** Whether its tasks follow from what exchanges have, and not from splits. */
    boolean readsPartitions() {
        return !divided.isEmpty();
    }

    boolean isPlanned() {
        return planned;
    }

    /** Attempts that run. */
    int running() {
        return running;
    }

    /** Of them, those that run beside another one of their task. */
    int rivals() {
        return running - (tasks.size() - won - waiting.size());
    }

    /** Whether each task has its winner. */
    boolean isComplete() {
        return planned && won == tasks.size();
    }

    /** Whether all that the stage reads is there. */
    boolean isFed() {
        return producers.stream().allMatch(StageRun::isComplete);
    }

    /** Whether the stage's tasks may run: all that it reads is there, and it is known how to divide its rows. */
    boolean isReady() {
        return isFed() && (ranges == null || ranges.bounds().isPresent());
    }

    /** Whether the stage ends the job. */
    boolean isLast() {
        return stage.output() instanceof StageOutput.Written || stage.output() instanceof StageOutput.Collected;
    }

    /** Whether others read what the stage has made. */
    boolean fillsExchange() {
        return stage.output() instanceof StageOutput.Shuffled || stage.output() instanceof StageOutput.Ranged;
    }

    void divideBy(Ranges shared) {
        ranges = shared;
        shared.fill(this);
    }

    void sampleFor(Ranges exchange) {
        sampledRanges.add(exchange);
    }

    /** The stages that wait for this one's samples. */
    List<StageRun> sampled() {
        return sampledRanges.stream()
                .filter(exchange -> exchange.bounds().isEmpty())
                .flatMap(exchange -> exchange.filling().stream())
                .toList();
    }

    Optional<RangeBounds> bounds() {
        return ranges == null ? Optional.empty() : ranges.bounds();
    }

    /** As much of a task's sample as is worth keeping: of many tasks, little of each. */
    Optional<KeySample> thinned(Optional<KeySample> sample) {
        return sample.map(keys -> keys.thinned(Math.max(LEAST_SAMPLED, MOST_SAMPLED / Math.max(1, tasks.size()))));
    }

    /** The samples of all tasks, in their order. */
    List<KeySample> samples() {
        return tasks.stream()
                .map(TaskRun::winner)
                .flatMap(winner -> winner == null ? Stream.empty() : winner.output().sample().stream())
                .toList();
    }

    /** Bytes that the stage's tasks read, of files or of exchanges, about; the tasks are planned. */
    long inputBytes() {
        long bytes = 0;
        for (StageRun producer : divided) {
            long[] partitions = new long[producer.partitions()];
            producer.addPartitionBytes(partitions);
            bytes += Arrays.stream(partitions).sum();
        }
        for (TaskRun task : tasks) {
            bytes += task.input() instanceof TaskInput.OfSplit split ? bytesOf(split.split()) : 0;
        }
        return bytes;
    }

    /** What nobody knows may be much. */
    private static long bytesOf(Split split) {
        return split.length().orElse(Integer.MAX_VALUE);
    }

    /** Tasks without a winner, at most. */
    int mostTasksLeft() {
        if (planned) {
            return tasks.size() - won;
        }
        return divided.stream().mapToInt(StageRun::partitions).max().orElse(0);
    }

    /** Fixes the stage's tasks by their inputs. */
    void plan(List<? extends TaskInput> inputs, long nowMillis) {
        planned = true;
        for (TaskInput input : inputs) {
            TaskRun task = new TaskRun(stage.id().task(tasks.size()), input, nowMillis);
            tasks.add(task);
            waiting.add(task);
        }
    }

    /** Fixes the stage's tasks by what its producers have put into the exchanges, which all have as many partitions. */
    void planFromExchange(SchedulerSettings settings, long nowMillis) {
        List<ShuffleTasks.Producer> filling = new ArrayList<>();
        int producingTasks = 0;
        long[] bytes = new long[divided.get(0).partitions()];
        for (StageRun producer : divided) {
            if (producer.partitions() != bytes.length) {
                throw new IllegalStateException("Stage %s reads exchanges of %d and of %d partitions"
                        .formatted(stage.id(), bytes.length, producer.partitions()));
            }
            filling.add(new ShuffleTasks.Producer(producer.stage.id(), producer.tasks.size()));
            producingTasks += producer.tasks.size();
            producer.addPartitionBytes(bytes);
        }
        int slots = Math.max(1, Math.min(settings.maxSlots(), producingTasks));
        Optional<OneKeyPartitions> oneKey =
                divided.get(0).bounds().map(bounds -> new OneKeyPartitions(bounds, this::bytesOf));
        plan(ShuffleTasks.plan(filling, bytes, slots, settings.shuffleTaskBytes(), oneKey), nowMillis);
    }

    /** The bytes that a producer's task has put into a partition. */
    private long bytesOf(int producer, int task, int partition) {
        AttemptState.Succeeded winner = divided.get(producer).tasks.get(task).winner();
        return winner == null
                ? 0
                : winner.output().sizes().map(sizes -> sizes.size(partition)).orElse(0L);
    }

    private int partitions() {
        if (ranges != null) {
            return ranges.partitions();
        }
        return stage.output() instanceof StageOutput.Shuffled shuffled ? shuffled.partitions() : 0;
    }

    private void addPartitionBytes(long[] bytes) {
        for (TaskRun task : tasks) {
            AttemptState.Succeeded winner = task.winner();
            if (winner != null && winner.output().sizes().isPresent()) {
                PartitionSizes sizes = winner.output().sizes().get();
                for (int partition = 0; partition < bytes.length; partition++) {
                    bytes[partition] += sizes.size(partition);
                }
            }
        }
    }

    /** Why a success cannot be one; null where nothing is wrong with it. */
    @Nullable String flaw(AttemptReport.Succeeded report) {
        int sizes = report.sizes().map(PartitionSizes::partitions).orElse(0);
        return sizes == partitions()
                ? null
                : "it reports sizes of %d partition(s) and not of %d".formatted(sizes, partitions());
    }

    AttemptId start(TaskRun task, FreeSlot slot, Locality locality, Optional<RemoteReason> remote, long nowMillis) {
        waiting.remove(task);
        running++;
        return task.start(slot, locality, remote, nowMillis);
    }

    /** Makes an attempt its task's winner; gives the task's other attempts that still run. */
    List<AttemptId> succeeded(AttemptId attempt, Counters counters, AttemptOutput output, long nowMillis) {
        TaskRun task = task(attempt.task());
        task.succeeded(attempt, counters, output, nowMillis);
        count(task, 1);
        List<AttemptId> rivals = task.killAll(nowMillis);
        running -= 1 + rivals.size();
        return rivals;
    }

    /** Counts a task that has a winner in or out. */
    private void count(TaskRun task, int sign) {
        AttemptState.Succeeded winner = task.winner();
        if (winner != null) {
            won += sign;
            rowsSetAside += sign * winner.counters().get(Counter.ROWS_SET_ASIDE);
            if (winner.output().isServedByRunners()) {
                servedByRunners.merge(winner.output().host(), sign, Integer::sum);
            }
        }
    }

    /** The rows that the winners have set aside. */
    long rowsSetAside() {
        return rowsSetAside;
    }

    /** Whether outputs that count can only be served by runners on this host. */
    boolean needsRunnerOn(String host) {
        return servedByRunners.getOrDefault(host, 0) > 0;
    }

    void failed(AttemptId attempt, Counters counters, Failure failure, TaskRun.Charge charge, long nowMillis) {
        TaskRun task = task(attempt.task());
        task.failed(attempt, counters, failure, charge, nowMillis);
        running--;
        queue(task);
    }

    /** Ends all attempts that run, as they are of no more use; gives them. */
    List<AttemptId> killAll(long nowMillis) {
        List<AttemptId> killed = new ArrayList<>();
        for (int number = 0; number < tasks.size() && running > 0; number++) {
            List<AttemptId> own = tasks.get(number).killAll(nowMillis);
            running -= own.size();
            killed.addAll(own);
            queue(tasks.get(number));
        }
        return killed;
    }

    /** Makes the tasks run again whose output is among those that are gone. */
    void outputsLost(Predicate<AttemptState.Succeeded> gone, long nowMillis) {
        for (TaskRun task : tasks) {
            AttemptState.Succeeded winner = task.winner();
            if (winner != null && gone.test(winner)) {
                count(task, -1);
                task.outputLost(nowMillis);
                queue(task);
            }
        }
    }

    private void queue(TaskRun task) {
        if (task.state() instanceof TaskState.Waiting) {
            waiting.add(task);
        }
    }

    StageProgress progress() {
        int running = 0;
        int failed = 0;
        Counters sum = new Counters();
        for (TaskRun task : tasks) {
            for (AttemptState attempt : task.attempts()) {
                if (attempt instanceof AttemptState.Running) {
                    running++;
                    sum.add(attempt.counters());
                } else if (attempt instanceof AttemptState.Succeeded) {
                    sum.add(attempt.counters());
                } else if (attempt instanceof AttemptState.Failed) {
                    failed++;
                }
            }
        }
        return new StageProgress(stage.id().number(), tasks.size(), running, won, failed, sum);
    }
}
