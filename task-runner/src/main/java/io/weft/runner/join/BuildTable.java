package io.weft.runner.join;

import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.Vector;
import java.util.List;

/** Finds kept rows by their keys. It does not change once it is there, nor may the store, and may be read by several threads. */
abstract sealed class BuildTable permits HashedRows, DirectRows, AllRows {
    /** What a table takes for each row, about. */
    static final int BYTES_PER_ROW = HashedRows.BYTES_PER_ROW + RowLinks.BYTES_PER_ROW;

    /** Looks rows up, for one thread. */
    interface Finder {
        /**
         * Writes for each of these rows, whose keys are not null, the first of the kept rows with its key, or {@link RowAddress#NONE}.
         */
        void find(List<Vector> keys, int[] positions, int count, int[] first);
    }

    private final RowLinks links;

    BuildTable(RowLinks links) {
        this.links = links;
    }

    /**
     * A table of all rows in the store that have no null among their keys.
     *
     * @param memory the store's, with room for {@link #BYTES_PER_ROW} more for each row; asked for more where that makes the table faster
     */
    static BuildTable of(RowStore store, JoinKeys keys, MemoryReservation memory) {
        if (keys.count() == 0) {
            return new AllRows(store);
        }
        if (keys.count() == 1) {
            KeyRange range = KeyRange.of(store, keys.storedColumn(0));
            if (range != null && DirectRows.isWorthwhile(range, store.rows())) {
                long more = DirectRows.bytes(range) - store.rows() * HashedRows.BYTES_PER_ROW;
                if (more <= 0 || memory.tryGrow(more)) {
                    return new DirectRows(store, keys.storedColumn(0), range);
                }
            }
        }
        return new HashedRows(store, keys);
    }

    /** Whether no two rows have the same key. */
    final boolean isUnique() {
        return links.isEmpty();
    }

    /** The next row with the same key, or {@link RowAddress#NONE}. */
    final int next(int row) {
        return links.next(row);
    }

    final RowLinks links() {
        return links;
    }

    abstract Finder finder();
}
