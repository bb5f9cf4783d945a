package io.weft.runner.vector;

import io.weft.api.Row;
import io.weft.type.Schema;
import org.jspecify.annotations.Nullable;

/** A row of a batch as a user's function sees it; moves from row to row. */
public final class BatchRow implements Row {
    private final Schema schema;
    private @Nullable Batch batch;
    private int position;

    public BatchRow(Schema schema) {
        this.schema = schema;
    }

    /** Shows the row at a slot of the batch from now on. */
    public void moveTo(Batch newBatch, int newPosition) {
        batch = newBatch;
        position = newPosition;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Object value(int column) {
        if (batch == null) {
            throw new IllegalStateException("A row was read after the call that it was handed to");
        }
        return VectorValues.value(batch.column(column), position, schema.type(column));
    }
}
