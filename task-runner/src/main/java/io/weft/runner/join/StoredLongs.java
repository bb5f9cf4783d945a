package io.weft.runner.join;

import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kept values of LongVectors. */
final class StoredLongs extends StoredColumn {
    private long[] @Nullable [] values = new long[0][];

    @Override
    void put(int chunk, int room, Vector vector) {
        if (values.length < room) {
            values = Arrays.copyOf(values, room);
        }
        values[chunk] = ((LongVector) vector).values();
    }

    @Override
    void remove(int chunk) {
        values[chunk] = null;
    }

    @Override
    LongVector gather(int[] rows, int count) {
        boolean[] nulls = nullsAt(rows, count);
        long[] gathered = new long[count];
        if (nulls == null) {
            for (int index = 0; index < count; index++) {
                gathered[index] = values[rows[index] >>> RowAddress.BITS][rows[index] & RowAddress.MASK];
            }
        } else {
            for (int index = 0; index < count; index++) {
                if (!nulls[index]) {
                    gathered[index] = values[rows[index] >>> RowAddress.BITS][rows[index] & RowAddress.MASK];
                }
            }
        }
        return new LongVector(count, gathered, nulls);
    }

    @Override
    void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs) {
        long[] probed = ((LongVector) probe).values();
        for (int place = 0; place < count; place++) {
            int index = indexes[place];
            int row = rows[index];
            long kept = values[row >>> RowAddress.BITS][row & RowAddress.MASK];
            differs[place] |= probed[positions[index]] != kept;
        }
    }
}
