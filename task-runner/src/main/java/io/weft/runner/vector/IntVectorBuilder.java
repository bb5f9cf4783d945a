package io.weft.runner.vector;

import java.util.Arrays;

/** Builds {@link IntVector}s. */
public final class IntVectorBuilder extends VectorBuilder {
    private int[] values;

    public IntVectorBuilder(int rows) {
        super(rows);
        values = new int[rows];
    }

    public void append(int value) {
        int row = nextRow();
        values[row] = value;
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        append(((IntVector) source).value(row));
    }

    @Override
    public IntVector build() {
        int size = size();
        IntVector vector = new IntVector(size, values, takeNulls());
        values = new int[size];
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
        return 4L * values.length + nullBytes();
    }
}
