package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the parts of the lists or maps of a batch lie that count: those of selected rows that are not null. */
final class RowParts {
    private int[] places = {};
    private int[] offsets = {};
    private int count;

    /**
     * Finds them.
     *
     * @param starts of the rows' parts, and the end of the last
     */
    void find(int[] starts, boolean @Nullable [] nulls, Batch batch) {
        offsets = new int[batch.rowCount() + 1];
        count = 0;
        int next = 0;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            Arrays.fill(offsets, next, row + 1, count);
            next = row + 1;
            if (nulls == null || !nulls[row]) {
                add(starts[row], starts[row + 1]);
            }
        }
        Arrays.fill(offsets, next, offsets.length, count);
    }

    private void add(int start, int end) {
        int needed = count + end - start;
        if (needed > places.length) {
            places = Arrays.copyOf(places, Math.max(needed, 2 * places.length));
        }
        for (int place = start; place < end; place++) {
            places[count++] = place;
        }
    }

    /** The places in the vector of all parts. */
    int[] places() {
        return places;
    }

    int count() {
        return count;
    }

    /** Where each row's parts begin among the {@link #places}, and the end of the last; the receiver's. */
    int[] offsets() {
        return offsets;
    }
}
