package io.weft.runner.join;

import org.jspecify.annotations.Nullable;

/** Chains of kept rows that have the same key: from each row to the next, four bytes for each row of a chunk that has a link at all. */
final class RowLinks {
    static final int BYTES_PER_ROW = Integer.BYTES;

    /** For each row one more than the address of the next; zero at the end of a chain. */
    private final int[] @Nullable [] next;

    private final RowStore store;
    private boolean isEmpty = true;

    RowLinks(RowStore store) {
        this.store = store;
        next = new int[store.chunkCount()][];
    }

    /** Whether no two rows are linked. */
    boolean isEmpty() {
        return isEmpty;
    }

    void link(int row, int following) {
        int chunk = row >>> RowAddress.BITS;
        int[] links = next[chunk];
        if (links == null) {
            links = new int[store.chunk(chunk).rowCount()];
            next[chunk] = links;
            isEmpty = false;
        }
        links[row & RowAddress.MASK] = following + 1;
    }

    /** The row after this one, or {@link RowAddress#NONE}. */
    int next(int row) {
        int[] links = next[row >>> RowAddress.BITS];
        return links == null ? RowAddress.NONE : links[row & RowAddress.MASK] - 1;
    }
}
