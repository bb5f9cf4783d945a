package io.weft.runner.function;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a kernel puts the values of a batch, in rising order of rows. A slot in which nothing is put is zero and not null. */
abstract class Output {
    private final boolean[] nulls = new boolean[Batch.MAX_ROWS];
    private boolean hasNulls;
    private int size;
    private int row;

    /** Begins a batch of so many slots. */
    final void start(int rows) {
        if (hasNulls) {
            Arrays.fill(nulls, false);
            hasNulls = false;
        }
        size = rows;
        row = 0;
        clear(rows);
    }

    void moveTo(int newRow) {
        row = newRow;
    }

    final void putNull() {
        nulls[row] = true;
        hasNulls = true;
    }

    final int row() {
        return row;
    }

    final int size() {
        return size;
    }

    final boolean @Nullable [] nulls() {
        return hasNulls ? nulls : null;
    }

    /** Sets the first slots to zero. */
    abstract void clear(int rows);

    /** What was put since {@link #start}, valid until that is called again. */
    abstract Vector vector();
}
