package io.weft.appmaster.schedule;

import io.weft.appmaster.schedule.ShuffleTasks.Producer;
import io.weft.protocol.RangeBounds;
import io.weft.protocol.TaskInput;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions of an exchange by ranges whose rows all have one key. As such rows may come in any order, a partition that is too large
 * for a task is divided among several, each of which reads what some of the producing tasks have made.
 */
final class OneKeyPartitions {
    /** A partition is divided when it is so many times what a task should have. */
    private static final double LARGE = 1.5;

    private final RangeBounds bounds;
    private final TaskBytes taskBytes;

    /** Tells sizes. */
    interface TaskBytes {
        /** The bytes that the task of the producer at this place has put into a partition. */
        long of(int producer, int task, int partition);
    }

    OneKeyPartitions(RangeBounds bounds, TaskBytes taskBytes) {
        this.bounds = bounds;
        this.taskBytes = taskBytes;
    }

    boolean isDivided(int partition, long bytes, long share) {
        return bounds.isOneKey(partition) && bytes > LARGE * share;
    }

    /** The inputs of the tasks that read the partition, each of about as many bytes as a share has. */
    List<TaskInput> pieces(List<Producer> producers, int partition, long bytes, long share) {
        long count = Math.max(1, Math.round((double) bytes / Math.max(1, share)));
        List<TaskInput> pieces = new ArrayList<>();
        List<TaskInput.Portion> portions = new ArrayList<>();
        long before = 0;
        long inPiece = 0;
        for (int producer = 0; producer < producers.size(); producer++) {
            int first = 0;
            int tasks = producers.get(producer).tasks();
            for (int task = 0; task < tasks; task++) {
                long own = taskBytes.of(producer, task, partition);
                before += own;
                inPiece += own;
                boolean isFull = inPiece > 0 && before * count >= bytes * (pieces.size() + 1L);
                if (isFull || task + 1 == tasks) {
                    TaskInput.Slice slice = new TaskInput.Slice(partition, first, task + 1);
                    portions.add(new TaskInput.Portion(producers.get(producer).stage(), List.of(slice)));
                    first = task + 1;
                }
                if (isFull) {
                    pieces.add(new TaskInput.OfShuffle(portions));
                    portions.clear();
                    inPiece = 0;
                }
            }
        }
        // Whoever is left over has put nothing into the partition: the last one who has fills the last piece.
        return pieces;
    }
}
