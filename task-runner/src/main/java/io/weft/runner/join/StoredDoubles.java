package io.weft.runner.join;

import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kept values of DoubleVectors. */
final class StoredDoubles extends StoredColumn {
    private double[] @Nullable [] values = new double[0][];

    @Override
    void put(int chunk, int room, Vector vector) {
        if (values.length < room) {
            values = Arrays.copyOf(values, room);
        }
        values[chunk] = ((DoubleVector) vector).values();
    }

    @Override
    void remove(int chunk) {
        values[chunk] = null;
    }

    @Override
    DoubleVector gather(int[] rows, int count) {
        boolean[] nulls = nullsAt(rows, count);
        double[] gathered = new double[count];
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
        return new DoubleVector(count, gathered, nulls);
    }

    @Override
    void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs) {
        double[] probed = ((DoubleVector) probe).values();
        for (int place = 0; place < count; place++) {
            int index = indexes[place];
            int row = rows[index];
            double kept = values[row >>> RowAddress.BITS][row & RowAddress.MASK];
            differs[place] |= DoubleVector.keyBits(probed[positions[index]]) != DoubleVector.keyBits(kept);
        }
    }
}
