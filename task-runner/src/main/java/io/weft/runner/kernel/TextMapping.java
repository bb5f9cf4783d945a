package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.Vector;
import java.nio.charset.StandardCharsets;

/** A string from each selected value of another vector; null from null, and nothing where no row is selected. */
final class TextMapping implements Evaluator {
    private final Evaluator input;
    private final Writer writer;
    private final BytesVectorBuilder builder = new BytesVectorBuilder(Batch.MAX_ROWS);

    TextMapping(Evaluator input, Writer writer) {
        this.input = input;
        this.writer = writer;
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector vector = input.evaluate(batch);
        int next = 0;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            skip(row - next);
            append(vector, row);
            next = row + 1;
        }
        skip(batch.rowCount() - next);
        return builder.build();
    }

    private void skip(int rows) {
        for (int skipped = 0; skipped < rows; skipped++) {
            builder.appendNull();
        }
    }

    private void append(Vector vector, int row) {
        if (vector.isNull(row)) {
            builder.appendNull();
            return;
        }
        byte[] text = writer.write(vector, row).getBytes(StandardCharsets.UTF_8);
        builder.append(text, 0, text.length);
    }

    /** Writes one value, which is not null. */
    interface Writer {
        String write(Vector vector, int row);
    }
}
