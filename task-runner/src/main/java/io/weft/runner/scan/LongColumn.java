package io.weft.runner.scan;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Gathers integers of 64 bits. */
final class LongColumn extends FieldColumn {
    private final IntegerText number = new IntegerText();
    private long[] values = new long[Batch.MAX_ROWS];

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        String flaw = number.read(text, start, end, Long.MIN_VALUE, Long.MAX_VALUE);
        values[row] = flaw == null ? number.value() : 0;
        return flaw;
    }

    @Override
    void clear(int row) {
        values[row] = 0;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        long[] taken = values;
        values = new long[Batch.MAX_ROWS];
        return new LongVector(rows, taken, takenNulls);
    }
}
