package io.weft.runner.join;

import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kept values of IntVectors. */
final class StoredInts extends StoredColumn {
    private int[] @Nullable [] values = new int[0][];

    @Override
    void put(int chunk, int room, Vector vector) {
        if (values.length < room) {
            values = Arrays.copyOf(values, room);
        }
        values[chunk] = ((IntVector) vector).values();
    }

    @Override
    void remove(int chunk) {
        values[chunk] = null;
    }

    @Override
    IntVector gather(int[] rows, int count) {
        boolean[] nulls = nullsAt(rows, count);
        int[] gathered = new int[count];
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
        return new IntVector(count, gathered, nulls);
    }

    @Override
    void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs) {
        int[] probed = ((IntVector) probe).values();
        for (int place = 0; place < count; place++) {
            int index = indexes[place];
            int row = rows[index];
            int kept = values[row >>> RowAddress.BITS][row & RowAddress.MASK];
            differs[place] |= probed[positions[index]] != kept;
        }
    }
}
