package io.weft.runner.scan;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Gathers booleans: {@code true} and {@code false} in letters of any case. */
final class BooleanColumn extends FieldColumn {
    private static final int LETTER_CASE = 0x20;

    private boolean[] values = new boolean[Batch.MAX_ROWS];

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        values[row] = is("true", text, start, end);
        return values[row] || is("false", text, start, end) ? null : "it is neither true nor false";
    }

    private static boolean is(String word, byte[] text, int start, int end) {
        if (end - start != word.length()) {
            return false;
        }
        for (int index = 0; index < word.length(); index++) {
            if ((text[start + index] | LETTER_CASE) != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    @Override
    void clear(int row) {
        values[row] = false;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        boolean[] taken = values;
        values = new boolean[Batch.MAX_ROWS];
        return new BooleanVector(rows, taken, takenNulls);
    }
}
