package io.weft.runner.function;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;

/** Takes booleans. */
final class BooleanOutput extends Output {
    private final boolean[] values = new boolean[Batch.MAX_ROWS];

    void put(boolean value) {
        values[row()] = value;
    }

    @Override
    void clear(int rows) {
        Arrays.fill(values, 0, rows, false);
    }

    @Override
    Vector vector() {
        return new BooleanVector(size(), values, nulls());
    }
}
