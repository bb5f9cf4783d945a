package io.weft.runner.scan;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Gathers integers of at most 32 bits. */
final class IntColumn extends FieldColumn {
    private final IntegerText number = new IntegerText();
    private final int least;
    private final int most;
    private int[] values = new int[Batch.MAX_ROWS];

    IntColumn(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        String flaw = number.read(text, start, end, least, most);
        values[row] = flaw == null ? (int) number.value() : 0;
        return flaw;
    }

    @Override
    void clear(int row) {
        values[row] = 0;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        int[] taken = values;
        values = new int[Batch.MAX_ROWS];
        return new IntVector(rows, taken, takenNulls);
    }
}
