package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Gives the kept rows that have a match, or those that have none, once all probe rows have passed. */
final class MarkedRows {
    private final RowStore store;
    private final BuildFlags flags;
    private final JoinOutput output;
    private final boolean wanted;
    private int next;

    MarkedRows(JoinForm form, RowStore store, BuildFlags flags, JoinOutput output) {
        this.store = store;
        this.flags = flags;
        this.output = output;
        wanted = !form.givesLoneBuildRows();
    }

    /** The next rows, or null when there are no more. */
    @Nullable Batch next() {
        while (next < store.chunkCount()) {
            int chunk = next++;
            boolean[] marks = flags.chunk(chunk);
            int[] positions = new int[marks.length];
            int count = 0;
            for (int row = 0; row < marks.length; row++) {
                positions[count] = row;
                count += marks[row] == wanted ? 1 : 0;
            }
            if (count > 0) {
                return output.buildRows(chunk, positions, count);
            }
        }
        return null;
    }
}
