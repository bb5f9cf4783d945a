package io.weft.runner.aggregate;

import io.weft.runner.vector.Batch;
import java.util.Arrays;

/**
 * Puts the rows of a batch that have the same group side by side, where there are few groups. Accumulators then add up each run in a register,
 * while row by row every sum would wait for the one that was stored just before. Within a group rows keep their order.
 */
final class GroupRuns {
    /** With more groups runs are short, and their sums seldom wait for each other. */
    private static final int MOST_GROUPS = 64;

    private final int[] groups = new int[Batch.MAX_ROWS];
    private final int[] positions = new int[Batch.MAX_ROWS];
    private final int[] next = new int[MOST_GROUPS + 1];

    /** Whether rows of so many groups are worth to be arranged. */
    static boolean areWorthwhile(int groupCount, int rows) {
        return groupCount > 1 && groupCount <= MOST_GROUPS && rows > 2 * groupCount;
    }

    /** Arranges rows, of whose groups there are {@code groupCount}; the result is valid until the next call. */
    void arrange(int[] rowGroups, int[] rowPositions, int rows, int groupCount) {
        Arrays.fill(next, 0, groupCount + 1, 0);
        for (int row = 0; row < rows; row++) {
            next[rowGroups[row] + 1]++;
        }
        for (int group = 0; group < groupCount; group++) {
            Arrays.fill(groups, next[group], next[group] + next[group + 1], group);
            next[group + 1] += next[group];
        }
        for (int row = 0; row < rows; row++) {
            positions[next[rowGroups[row]]++] = rowPositions[row];
        }
    }

    int[] groups() {
        return groups;
    }

    int[] positions() {
        return positions;
    }
}
