package io.weft.runner.aggregate;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;

/** Those of some rows that an aggregate's filter lets pass, in arrays that are used again at the next call. */
final class FilteredRows {
    private final int[] groups = new int[Batch.MAX_ROWS];
    private final int[] positions = new int[Batch.MAX_ROWS];
    private int count;

    /** Keeps the positions, and the groups beside them, where the flag is set. */
    void keep(BooleanVector flags, int[] rowGroups, int[] rowPositions, int rows) {
        boolean[] passed = flags.values();
        count = 0;
        for (int index = 0; index < rows; index++) {
            int row = rowPositions[index];
            groups[count] = rowGroups[index];
            positions[count] = row;
            count += passed[row] ? 1 : 0;
        }
    }

    int[] groups() {
        return groups;
    }

    int[] positions() {
        return positions;
    }

    int count() {
        return count;
    }
}
