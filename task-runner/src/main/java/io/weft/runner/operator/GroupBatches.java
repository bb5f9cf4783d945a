package io.weft.runner.operator;

import io.weft.runner.aggregate.Grouping;
import io.weft.runner.aggregate.Groups;
import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Hands out all groups once, in batches of bounded size. The groups must not change meanwhile. */
final class GroupBatches {
    private final Groups groups;
    private final Grouping.Output output;
    private final long batchBytes;
    private final int[] numbers = new int[Batch.MAX_ROWS];
    private int next;

    GroupBatches(Groups groups, Grouping.Output output, long batchBytes) {
        this.groups = groups;
        this.output = output;
        this.batchBytes = batchBytes;
    }

    @Nullable Batch next() {
        int most = Math.min(Batch.MAX_ROWS, groups.count() - next);
        if (most == 0) {
            return null;
        }
        for (int index = 0; index < most; index++) {
            numbers[index] = next + index;
        }
        int count = groups.fitting(numbers, 0, most, batchBytes);
        next += count;
        return output == Grouping.Output.STATES ? groups.states(numbers, count) : groups.results(numbers, count);
    }
}
