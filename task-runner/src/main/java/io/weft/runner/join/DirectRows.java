package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.List;

/** A place for every value that a single integer key may have: for keys that lie close together. Nothing is hashed or compared. */
final class DirectRows extends BuildTable {
    private static final int SHIFT = 18;
    private static final int FULL = 1 << SHIFT;
    private static final int MASK = FULL - 1;

    /** Places for each row, at most; more would take more of the processor's cache than hashing does. */
    private static final int MOST_PLACES_PER_ROW = 8;

    private static final int FEW_PLACES = 1024;

    /** For each value one more than the address of the first row that has it; zero where there is none. */
    private final int[][] places;

    private final long least;
    private final long size;

    DirectRows(RowStore store, int column, KeyRange range) {
        super(new RowLinks(store));
        least = range.least();
        size = range.size();
        places = new int[(int) ((size + MASK) >>> SHIFT)][];
        for (int segment = 0; segment < places.length; segment++) {
            places[segment] = new int[(int) Math.min(FULL, size - ((long) segment << SHIFT))];
        }
        for (int chunk = 0; chunk < store.chunkCount(); chunk++) {
            insert(store.chunk(chunk), chunk, column);
        }
    }

    static boolean isWorthwhile(KeyRange range, long rows) {
        return range.size() > 0 && range.size() <= Math.max(FEW_PLACES, MOST_PLACES_PER_ROW * rows);
    }

    static long bytes(KeyRange range) {
        return Integer.BYTES * range.size();
    }

    private void insert(Batch rows, int chunk, int column) {
        Vector vector = rows.column(column);
        int[] present = new int[rows.rowCount()];
        int count = JoinKeys.keepPresent(List.of(vector), rows.positions(), present.length, present);
        if (vector instanceof LongVector longs) {
            long[] values = longs.values();
            for (int index = 0; index < count; index++) {
                insert(values[present[index]] - least, RowAddress.of(chunk, present[index]));
            }
        } else {
            int[] values = ((IntVector) vector).values();
            for (int index = 0; index < count; index++) {
                insert(values[present[index]] - least, RowAddress.of(chunk, present[index]));
            }
        }
    }

    private void insert(long place, int row) {
        int[] segment = places[(int) (place >>> SHIFT)];
        int found = segment[(int) place & MASK];
        if (found != 0) {
            links().link(row, found - 1);
        }
        segment[(int) place & MASK] = row + 1;
    }

    @Override
    Finder finder() {
        return (keys, positions, count, first) -> {
            if (keys.get(0) instanceof LongVector longs) {
                find(longs.values(), positions, count, first);
            } else {
                find(((IntVector) keys.get(0)).values(), positions, count, first);
            }
        };
    }

    private void find(long[] values, int[] positions, int count, int[] first) {
        for (int index = 0; index < count; index++) {
            long value = values[positions[index]];
            long place = value - least;
            // Differences wrap around, but a value of the range has a place within its size, and no other has.
            first[index] = place >= 0 && place < size
                    ? places[(int) (place >>> SHIFT)][(int) place & MASK] - 1
                    : RowAddress.NONE;
        }
    }

    private void find(int[] values, int[] positions, int count, int[] first) {
        for (int index = 0; index < count; index++) {
            long place = values[positions[index]] - least;
            first[index] = place >= 0 && place < size
                    ? places[(int) (place >>> SHIFT)][(int) place & MASK] - 1
                    : RowAddress.NONE;
        }
    }
}
