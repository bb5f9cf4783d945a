package io.weft.appmaster.schedule;

import io.weft.protocol.TaskInput;
import io.weft.stage.StageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the tasks behind an exchange from the sizes that were really produced. The same sizes give the same tasks. */
final class ShuffleTasks {
    /** Less than this is not worth a task of its own, even where slots are idle. */
    static final long LEAST_BYTES = 1 << 20;

    private ShuffleTasks() {}

    /**
     * A stage that fills the exchange.
     *
     * @param tasks how many it has
     */
    record Producer(StageId stage, int tasks) {}

    /**
     * The inputs of a stage's tasks, at least one, by neighbouring partitions of about equal sums. Partitions without rows
     * are in none of them: the one task of an empty exchange has no slices.
     *
     * @param producers the stages that have filled the exchange, all of their tasks
     * @param partitionBytes the sizes of its fine partitions, over all these tasks
     * @param slots that should have work where there is enough of it
     * @param taskBytes of one task, about
     */
    static List<TaskInput> plan(List<Producer> producers, long[] partitionBytes, int slots, long taskBytes) {
        return plan(producers, partitionBytes, slots, taskBytes, Optional.empty());
    }

    /**
     * The same where some partitions may be divided among neighbouring tasks if they are large.
     *
     * @param oneKey the partitions that may
     */
    static List<TaskInput> plan(
            List<Producer> producers,
            long[] partitionBytes,
            int slots,
            long taskBytes,
            Optional<OneKeyPartitions> oneKey) {
        long total = 0;
        for (long bytes : partitionBytes) {
            total += bytes;
        }
        long bySize = (total + taskBytes - 1) / taskBytes;
        if (oneKey.isEmpty()) {
            bySize = Math.min(partitionBytes.length, bySize);
        }
        long bySlots = Math.min(slots, total / LEAST_BYTES);
        long count = Math.max(1, Math.max(bySize, Math.min(bySlots, partitionBytes.length)));

        List<TaskInput> tasks = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        long task = 0;
        long before = 0;
        for (int partition = 0; partition < partitionBytes.length; partition++) {
            long bytes = partitionBytes[partition];
            if (oneKey.isPresent() && oneKey.get().isDivided(partition, bytes, total / count)) {
                if (!partitions.isEmpty()) {
                    tasks.add(input(producers, partitions));
                    partitions.clear();
                }
                tasks.addAll(oneKey.get().pieces(producers, partition, bytes, total / count));
                before += bytes;
            } else if (bytes > 0) {
                // Its middle decides which of the equal shares it belongs to.
                long share = (long) ((before + bytes / 2.0) * count / total);
                if (share != task && !partitions.isEmpty()) {
                    tasks.add(input(producers, partitions));
                    partitions.clear();
                }
                task = share;
                partitions.add(partition);
                before += bytes;
            }
        }
        if (!partitions.isEmpty() || tasks.isEmpty()) {
            tasks.add(input(producers, partitions));
        }
        return tasks;
    }

    /** These partitions, as all tasks of all producers have filled them. */
    private static TaskInput input(List<Producer> producers, List<Integer> partitions) {
        return new TaskInput.OfShuffle(producers.stream()
                .map(producer -> new TaskInput.Portion(
                        producer.stage(),
                        partitions.stream()
                                .map(partition -> new TaskInput.Slice(partition, 0, producer.tasks()))
                                .toList()))
                .toList());
    }
}
