package io.weft.runner.sink;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A row group in memory, column by column, until it is written. Whoever makes one closes it. */
final class RowGroupBuffer implements AutoCloseable {
    /** The store looks for full pages between slices of rows, so these must be small parts of a page. */
    private static final int SLICE_ROWS = 512;

    private static final int SLICE_BYTES = 256 * 1024;

    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final List<FieldFeed> feeds = new ArrayList<>();
    private long rows;

    RowGroupBuffer(MessageType schema, ParquetProperties properties, BytesInputCompressor compressor) {
        pages = new ColumnChunkPageWriteStore(
                compressor,
                schema,
                new HeapByteBufferAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        columns = properties.newColumnWriteStore(schema, pages, pages);
        for (Type column : schema.getFields()) {
            feeds.add(column.isPrimitive() ? flat(schema, column.getName()) : NestedFeed.of(schema, column, columns));
        }
    }

    private FieldFeed flat(MessageType schema, String name) {
        ColumnDescriptor column = schema.getColumnDescription(new String[] {name});
        return new ColumnFeed(column, columns.getColumnWriter(column));
    }

    /** The most rows, from that one on, that are written at once. */
    static int sliceRows(Batch batch, int from) {
        int most = Math.min(SLICE_ROWS, batch.selectedCount() - from);
        for (Vector column : batch.columns()) {
            if (!isLong(column)) {
                continue;
            }
            long bytes = 0;
            for (int index = 0; index < most; index++) {
                bytes += bytes(column, batch.position(from + index));
                if (bytes > SLICE_BYTES) {
                    most = Math.max(1, index);
                }
            }
        }
        return most;
    }

    private static boolean isLong(Vector column) {
        return column instanceof BytesVector
                || column instanceof ListVector
                || column instanceof MapVector
                || column instanceof StructVector;
    }

    /** About the bytes of a slot. */
    private static long bytes(Vector vector, int row) {
        if (vector instanceof BytesVector values) {
            return values.length(row);
        }
        if (vector instanceof StructVector structs) {
            return structs.fields().stream()
                    .mapToLong(field -> bytes(field, row))
                    .sum();
        }
        if (vector instanceof ListVector lists) {
            return bytes(lists.elements(), lists.start(row), lists.length(row));
        }
        return vector instanceof MapVector maps
                ? bytes(maps.keys(), maps.start(row), maps.length(row))
                        + bytes(maps.values(), maps.start(row), maps.length(row))
                : Long.BYTES;
    }

    private static long bytes(Vector elements, int start, int count) {
        long bytes = 0;
        for (int place = start; place < start + count; place++) {
            bytes += bytes(elements, place);
        }
        return bytes;
    }

    /** Writes so many of the batch's rows that count, from number {@code from} on. */
    void write(Batch batch, int from, int count) {
        for (int column = 0; column < feeds.size(); column++) {
            feeds.get(column).write(batch.column(column), batch.positions(), from, count);
        }
        for (int row = 0; row < count; row++) {
            columns.endRecord();
        }
        rows += count;
    }

    long rows() {
        return rows;
    }

    /** About the bytes that the row group will have. */
    long size() {
        return columns.getBufferedSize();
    }

    /** About the bytes of memory that it has taken. */
    long allocated() {
        return columns.getAllocatedSize();
    }

    void writeTo(ParquetFileWriter file) throws IOException {
        file.startBlock(rows);
        columns.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
    }

    @Override
    public void close() {
        columns.close();
        pages.close();
    }
}
