package io.weft.runner.join;

import io.weft.runner.vector.Batch;

/** Candidate pairs of a batch's rows and kept rows, some thousand at a time: a row with very many matches is taken up again where it was left. */
final class Pairs {
    private final BuildTable table;
    private final boolean isUnique;

    /** For each pair the index of the probe row among those that count, its position in the batch, and the kept row. */
    private final int[] indexes = new int[Batch.MAX_ROWS];

    private final int[] positions = new int[Batch.MAX_ROWS];
    private final int[] rows = new int[Batch.MAX_ROWS];
    private int count;

    private int[] first = new int[0];
    private int[] batchPositions = new int[0];
    private int batchCount;

    /** The probe row to go on with, and its next match, or {@link RowAddress#NONE} to begin with its first. */
    private int index;

    private int resumed = RowAddress.NONE;

    Pairs(BuildTable table) {
        this.table = table;
        isUnique = table.isUnique();
    }

    /** Turns to a batch's rows. The arrays must not change until the pairs are through. */
    void begin(int[] positionsOfRows, int rowCount, int[] firstMatches) {
        batchPositions = positionsOfRows;
        batchCount = rowCount;
        first = firstMatches;
        index = 0;
        resumed = RowAddress.NONE;
        count = 0;
    }

    /** Goes on to the next pairs, at most so many, leaving out rows without a match; false where there are none. */
    boolean next(int most) {
        count = 0;
        if (isUnique) {
            return nextUnique(most, 0);
        }
        while (index < batchCount && count < most) {
            int row = resumed == RowAddress.NONE ? first[index] : resumed;
            while (row != RowAddress.NONE && count < most) {
                add(row);
                row = table.next(row);
            }
            resumed = row;
            index += row == RowAddress.NONE ? 1 : 0;
        }
        return count > 0;
    }

    /** The same, where rows without a match are paired with {@link RowAddress#NONE}. */
    boolean nextWithLone(int most) {
        count = 0;
        if (isUnique) {
            return nextUnique(most, RowAddress.NONE);
        }
        while (index < batchCount && count < most) {
            int row = resumed == RowAddress.NONE ? first[index] : resumed;
            do {
                add(row);
                row = row == RowAddress.NONE ? row : table.next(row);
            } while (row != RowAddress.NONE && count < most);
            resumed = row;
            index += row == RowAddress.NONE ? 1 : 0;
        }
        return count > 0;
    }

    /** The same where no row has more than one match: pairs whose kept row is at least {@code least}. */
    private boolean nextUnique(int most, int least) {
        int next = index;
        int found = 0;
        for (; next < batchCount && found < most; next++) {
            int row = first[next];
            indexes[found] = next;
            positions[found] = batchPositions[next];
            rows[found] = row;
            found += row >= least ? 1 : 0;
        }
        index = next;
        count = found;
        return found > 0;
    }

    private void add(int row) {
        indexes[count] = index;
        positions[count] = batchPositions[index];
        rows[count++] = row;
    }

    /** Leaves out the rest of the matches of rows for which the flag is set. */
    void skip(boolean[] isDone) {
        if (resumed != RowAddress.NONE && isDone[index]) {
            resumed = RowAddress.NONE;
            index++;
        }
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
