package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Gathers floats, each rounded once from its text. */
final class FloatColumn extends FieldColumn {
    private double[] values = new double[Batch.MAX_ROWS];

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        String number = new String(text, start, end - start, ISO_8859_1);
        String flaw = DoubleColumn.flaw(number);
        values[row] = 0;
        if (flaw == null) {
            double value = DoubleColumn.parse(number);
            values[row] = Double.isFinite(value) ? Float.parseFloat(number) : value;
        }
        return flaw;
    }

    @Override
    void clear(int row) {
        values[row] = 0;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        double[] taken = values;
        values = new double[Batch.MAX_ROWS];
        return new DoubleVector(rows, taken, takenNulls);
    }
}
