package io.weft.runner.join;

import io.weft.runner.vector.Batch;

/**
 * Candidate pairs of a batch's rows and kept rows, some thousand at a time. First come the first matches of all rows, then the second ones, and so
 * on: so the processor need not wait for one link before it follows the next row's, and a row with very many matches is continued in
 * later calls.
 */
final class Pairs {
    private final BuildTable table;

    /** For each pair the index of the probe row among those that count, its position in the batch, and the kept row. */
    private final int[] indexes = new int[Batch.MAX_ROWS];

    private final int[] positions = new int[Batch.MAX_ROWS];
    private final int[] rows = new int[Batch.MAX_ROWS];
    private int count;

    private int[] batchPositions = new int[0];

    /** Indexes of probe rows that have more matches, and their next match. */
    private final int[] open = new int[Batch.MAX_ROWS];

    private final int[] matches = new int[Batch.MAX_ROWS];
    private int openCount;

    /** Those of them whose match has been given in this round, and how many of these are left for the next. */
    private int given;

    private int left;

    Pairs(BuildTable table) {
        this.table = table;
    }

    /** Turns to a batch's rows, leaving out those without a match. The positions must not change until the pairs are through. */
    void begin(int[] positionsOfRows, int rowCount, int[] firstMatches) {
        begin(positionsOfRows, rowCount, firstMatches, 0);
    }

    /** The same, where rows without a match are paired with {@link RowAddress#NONE}. */
    void beginWithLone(int[] positionsOfRows, int rowCount, int[] firstMatches) {
        begin(positionsOfRows, rowCount, firstMatches, RowAddress.NONE);
    }

    private void begin(int[] positionsOfRows, int rowCount, int[] firstMatches, int least) {
        batchPositions = positionsOfRows;
        int opened = 0;
        for (int index = 0; index < rowCount; index++) {
            open[opened] = index;
            matches[opened] = firstMatches[index];
            opened += firstMatches[index] >= least ? 1 : 0;
        }
        openCount = opened;
        given = 0;
        left = 0;
        count = 0;
    }

    /** Goes on to the next pairs, at most so many; false where there are none. */
    boolean next(int most) {
        count = 0;
        while (openCount > 0 && count < most) {
            int some = Math.min(most - count, openCount - given);
            give(some);
            advance(some);
            given += some;
            if (given == openCount) {
                openCount = left;
                given = 0;
                left = 0;
            }
        }
        return count > 0;
    }

    private void give(int some) {
        for (int place = 0; place < some; place++) {
            int index = open[given + place];
            indexes[count + place] = index;
            positions[count + place] = batchPositions[index];
            rows[count + place] = matches[given + place];
        }
        count += some;
    }

    /** Follows the links of the rows given; those that have more matches move to the front. */
    private void advance(int some) {
        if (table.isUnique()) {
            return;
        }
        int kept = left;
        for (int place = given; place < given + some; place++) {
            int row = matches[place];
            int following = row == RowAddress.NONE ? row : table.next(row);
            open[kept] = open[place];
            matches[kept] = following;
            kept += following == RowAddress.NONE ? 0 : 1;
        }
        left = kept;
    }

    /** Leaves out further matches of rows for which the flag is set. */
    void skip(boolean[] isDone) {
        int keptLeft = keepOpen(0, left, 0, isDone);
        int keptOpen = keepOpen(given, openCount, given, isDone);
        left = keptLeft;
        openCount = keptOpen;
        if (given == openCount) {
            openCount = left;
            given = 0;
            left = 0;
        }
    }

    /** Moves those of the open rows from one place up to another whose flag is not set to the front, and returns where they end. */
    private int keepOpen(int from, int end, int to, boolean[] isDone) {
        int kept = to;
        for (int place = from; place < end; place++) {
            int index = open[place];
            open[kept] = index;
            matches[kept] = matches[place];
            kept += isDone[index] ? 0 : 1;
        }
        return kept;
    }

    /** Keeps the pairs at these places, in their order. */
    void keep(int[] places, int kept) {
        for (int place = 0; place < kept; place++) {
            indexes[place] = indexes[places[place]];
            positions[place] = positions[places[place]];
            rows[place] = rows[places[place]];
        }
        count = kept;
    }

    int count() {
        return count;
    }

    /** For each pair the index of its probe row among those that count. */
    int[] indexes() {
        return indexes;
    }

    /** For each pair the position of its probe row in the batch. */
    int[] positions() {
        return positions;
    }

    /** For each pair its kept row. */
    int[] rows() {
        return rows;
    }
}
