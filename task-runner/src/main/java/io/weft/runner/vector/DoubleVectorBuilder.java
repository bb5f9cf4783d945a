package io.weft.runner.vector;

import java.util.Arrays;

/** Builds {@link DoubleVector}s. */
public final class DoubleVectorBuilder extends VectorBuilder {
    private double[] values;

    public DoubleVectorBuilder(int rows) {
        super(rows);
        values = new double[rows];
    }

    public void append(double value) {
        int row = nextRow();
        values[row] = value;
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        append(((DoubleVector) source).value(row));
    }

    @Override
    public DoubleVector build() {
        int size = size();
        DoubleVector vector = new DoubleVector(size, values, takeNulls());
        values = new double[size];
        return vector;
    }

    @Override
    int capacity() {
        return values.length;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, rows);
    }

    @Override
    public long retainedBytes() {
        return 8L * values.length + nullBytes();
    }
}
