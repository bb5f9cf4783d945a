package io.weft.runner.vector;

import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles batches row by row: append one value to each column's builder, then call {@link #endRow}. It may be used again after {@link #build}.
 */
public final class BatchBuilder {
    private static final int FIRST_ROWS = 64;

    private final List<VectorBuilder> columns;
    private int rowCount;

    public BatchBuilder(List<? extends Type> types) {
        columns = new ArrayList<>(types.size());
        for (Type type : types) {
            columns.add(VectorBuilder.of(type, FIRST_ROWS));
        }
    }

    /** The builder of a column, to be cast to its kind's. */
    public VectorBuilder column(int index) {
        return columns.get(index);
    }

    /** Says that every column has got its value of the row. */
    public void endRow() {
        rowCount++;
    }

    /** Appends a row of a batch with columns of the same kinds. */
    public void append(Batch source, int row) {
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).append(source.column(column), row);
        }
        rowCount++;
    }

    /** Appends the first {@code count} of {@code rows}, each of the batch at the same place, a column at a time. */
    public void append(Batch[] sources, int[] rows, int count) {
        for (int column = 0; column < columns.size(); column++) {
            VectorBuilder builder = columns.get(column);
            for (int index = 0; index < count; index++) {
                builder.append(sources[index].column(column), rows[index]);
            }
        }
        rowCount += count;
    }

    /** The number of rows since the last {@link #build}. */
    public int rowCount() {
        return rowCount;
    }

    public boolean isEmpty() {
        return rowCount == 0;
    }

    /** Whether the batch has to be built before another row is added. */
    public boolean isFull() {
        return rowCount == Batch.MAX_ROWS;
    }

    /** The rows since the last call, at most {@link Batch#MAX_ROWS}. The batch shares nothing with this builder. */
    public Batch build() {
        List<Vector> vectors = new ArrayList<>(columns.size());
        for (VectorBuilder column : columns) {
            vectors.add(column.build());
        }
        int rows = rowCount;
        rowCount = 0;
        return new Batch(rows, vectors);
    }

    /** Bytes of heap that the builders hold. */
    public long retainedBytes() {
        long bytes = 0;
        for (VectorBuilder column : columns) {
            bytes += column.retainedBytes();
        }
        return bytes;
    }
}
