package io.weft.runner.join;

/** A flag for each kept row: whether it has a match. */
final class BuildFlags {
    private final boolean[][] flags;

    /** A byte for each row of the store. */
    BuildFlags(RowStore store) {
        flags = new boolean[store.chunkCount()][];
        for (int chunk = 0; chunk < flags.length; chunk++) {
            flags[chunk] = new boolean[store.chunk(chunk).rowCount()];
        }
    }

    /** Sets the flags of these rows, where there is a row. */
    void mark(int[] rows, int count) {
        for (int index = 0; index < count; index++) {
            int row = rows[index];
            if (row >= 0) {
                flags[row >>> RowAddress.BITS][row & RowAddress.MASK] = true;
            }
        }
    }

    /** Sets the flags of these rows and of all with the same keys. */
    void markChains(int[] first, int count, BuildTable table) {
        for (int index = 0; index < count; index++) {
            // A chain is marked from its first row on, all at once.
            for (int row = first[index]; row >= 0 && !isMarked(row); row = table.next(row)) {
                flags[row >>> RowAddress.BITS][row & RowAddress.MASK] = true;
            }
        }
    }

    private boolean isMarked(int row) {
        return flags[row >>> RowAddress.BITS][row & RowAddress.MASK];
    }

    /** The flags of a chunk's rows, to be read only. */
    boolean[] chunk(int number) {
        return flags[number];
    }
}
