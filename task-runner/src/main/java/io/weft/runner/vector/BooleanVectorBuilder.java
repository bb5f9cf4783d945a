package io.weft.runner.vector;

import java.util.Arrays;

/** Builds {@link BooleanVector}s. */
public final class BooleanVectorBuilder extends VectorBuilder {
    private boolean[] values;

    public BooleanVectorBuilder(int rows) {
        super(rows);
        values = new boolean[rows];
    }

    public void append(boolean value) {
        int row = nextRow();
        values[row] = value;
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        append(((BooleanVector) source).value(row));
    }

    @Override
    public BooleanVector build() {
        int size = size();
        BooleanVector vector = new BooleanVector(size, values, takeNulls());
        values = new boolean[size];
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
        return values.length + nullBytes();
    }
}
