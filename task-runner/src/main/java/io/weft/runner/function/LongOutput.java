package io.weft.runner.function;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;

/** Takes bigints, or what lies in memory as they do. */
final class LongOutput extends Output {
    private final long[] values = new long[Batch.MAX_ROWS];

    void put(long value) {
        values[row()] = value;
    }

    @Override
    void clear(int rows) {
        Arrays.fill(values, 0, rows, 0);
    }

    @Override
    Vector vector() {
        return new LongVector(size(), values, nulls());
    }
}
