package io.weft.runner.function;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;

/** Takes ints, or what lies in memory as they do. */
final class IntOutput extends Output {
    private final int[] values = new int[Batch.MAX_ROWS];

    void put(int value) {
        values[row()] = value;
    }

    @Override
    void clear(int rows) {
        Arrays.fill(values, 0, rows, 0);
    }

    @Override
    Vector vector() {
        return new IntVector(size(), values, nulls());
    }
}
