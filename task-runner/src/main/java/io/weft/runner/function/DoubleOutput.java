package io.weft.runner.function;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;

/** Takes doubles. */
final class DoubleOutput extends Output {
    private final double[] values = new double[Batch.MAX_ROWS];

    void put(double value) {
        values[row()] = value;
    }

    @Override
    void clear(int rows) {
        Arrays.fill(values, 0, rows, 0);
    }

    @Override
    Vector vector() {
        return new DoubleVector(size(), values, nulls());
    }
}
