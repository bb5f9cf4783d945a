package io.weft.runner.vector;

import java.util.Arrays;

/** Builds {@link LongVector}s. */
public final class LongVectorBuilder extends VectorBuilder {
    private long[] values;

    public LongVectorBuilder(int rows) {
        super(rows);
        values = new long[rows];
    }

    public void append(long value) {
        int row = nextRow();
        values[row] = value;
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        append(((LongVector) source).value(row));
    }

    @Override
    public LongVector build() {
        int size = size();
        LongVector vector = new LongVector(size, values, takeNulls());
        values = new long[size];
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
