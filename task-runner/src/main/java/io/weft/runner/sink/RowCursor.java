package io.weft.runner.sink;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.List;

/** A row of a batch: what parquet-hadoop takes for a record. */
final class RowCursor {
    private List<Vector> columns = List.of();
    private int row;

    void moveTo(Batch batch) {
        columns = batch.columns();
    }

    void moveTo(int newRow) {
        row = newRow;
    }

    Vector column(int index) {
        return columns.get(index);
    }

    int row() {
        return row;
    }
}
