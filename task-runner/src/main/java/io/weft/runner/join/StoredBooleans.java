package io.weft.runner.join;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kept values of BooleanVectors. */
final class StoredBooleans extends StoredColumn {
    private boolean[] @Nullable [] values = new boolean[0][];

    @Override
    void put(int chunk, int room, Vector vector) {
        if (values.length < room) {
            values = Arrays.copyOf(values, room);
        }
        values[chunk] = ((BooleanVector) vector).values();
    }

    @Override
    void remove(int chunk) {
        values[chunk] = null;
    }

    @Override
    BooleanVector gather(int[] rows, int count) {
        boolean[] nulls = nullsAt(rows, count);
        boolean[] gathered = new boolean[count];
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
        return new BooleanVector(count, gathered, nulls);
    }

    @Override
    void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs) {
        boolean[] probed = ((BooleanVector) probe).values();
        for (int place = 0; place < count; place++) {
            int index = indexes[place];
            int row = rows[index];
            boolean kept = values[row >>> RowAddress.BITS][row & RowAddress.MASK];
            differs[place] |= probed[positions[index]] != kept;
        }
    }
}
