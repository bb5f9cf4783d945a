package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** The least and the greatest value of an integer column, dates and timestamps among them, nulls left out. */
record KeyRange(long least, long greatest) {
    /** The range of a column that has a value, or null where it has none or is not of integers. */
    static @Nullable KeyRange of(RowStore store, int column) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int number = 0; number < store.chunkCount(); number++) {
            Batch chunk = store.chunk(number);
            Vector vector = chunk.column(column);
            if (!(vector instanceof LongVector) && !(vector instanceof IntVector)) {
                return null;
            }
            for (int row = 0; row < chunk.rowCount(); row++) {
                if (!vector.isNull(row)) {
                    long value =
                            vector instanceof LongVector longs ? longs.value(row) : ((IntVector) vector).value(row);
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
        }
        return least > greatest ? null : new KeyRange(least, greatest);
    }

    /** The number of values from the least to the greatest, or a negative number where that is beyond 63 bits. */
    long size() {
        return greatest - least + 1;
    }
}
