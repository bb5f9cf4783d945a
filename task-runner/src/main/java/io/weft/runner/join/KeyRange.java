package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least and the greatest value of an integer column, dates and timestamps among them, nulls left out. */
public record KeyRange(long least, long greatest) {
    /** The range of no values. */
    static final KeyRange EMPTY = new KeyRange(Long.MAX_VALUE, Long.MIN_VALUE);

    /** Whether columns of this kind have ranges. */
    static boolean isKnownOf(VectorKind kind) {
        return kind == VectorKind.INT || kind == VectorKind.LONG;
    }

    /** The range of a column that has a value, or null where it has none or is not of integers. */
    static @Nullable KeyRange of(RowStore store, int column) {
        KeyRange range = EMPTY;
        int[] present = new int[Batch.MAX_ROWS];
        for (int number = 0; number < store.chunkCount(); number++) {
            Batch chunk = store.chunk(number);
            Vector vector = chunk.column(column);
            if (!isKnownOf(vector.kind())) {
                return null;
            }
            int count = JoinKeys.keepPresent(List.of(vector), chunk.positions(), chunk.rowCount(), present);
            range = range.with(vector, present, count);
        }
        return range.isEmpty() ? null : range;
    }

    /** The range that has these values too, none of which is null, of a column that has a range. */
    KeyRange with(Vector vector, int[] positions, int count) {
        long low = least;
        long high = greatest;
        if (vector instanceof LongVector longs) {
            long[] values = longs.values();
            for (int index = 0; index < count; index++) {
                low = Math.min(low, values[positions[index]]);
                high = Math.max(high, values[positions[index]]);
            }
        } else {
            int[] values = ((IntVector) vector).values();
            for (int index = 0; index < count; index++) {
                low = Math.min(low, values[positions[index]]);
                high = Math.max(high, values[positions[index]]);
            }
        }
        return new KeyRange(low, high);
    }

    boolean isEmpty() {
        return least > greatest;
    }

    /** The number of values from the least to the greatest; zero or negative where that is beyond 63 bits. */
    long size() {
        return greatest - least + 1;
    }
}
