package io.weft.runner.sink;

import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.ParquetTypes;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.vector.Batch;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes Parquet: compressed with zstd, with dictionaries, statistics, page indexes, page checksums, and bloom filters where asked. A row
 * group fills a block of the file system, up to a limit or to what the attempt may hold, and none reaches into the next block.
 *
 * <p>Where the whole output has no rows, the file of task 0 keeps its columns; other tasks write no file without rows.
 */
public final class ParquetSink implements FileSink {
    /** A row group is held in memory until it is written; files that are open at the same time share this. */
    private static final long LARGEST_ROW_GROUP = 128L << 20;

    /** A smaller one is not written for want of memory. */
    private static final long LEAST_ROW_GROUP = 1L << 20;

    private final MessageType schema;
    private final Path path;
    private final Part part;
    private final Configuration configuration;
    private final Counters counters;
    private final CodecFactory codecs;
    private final ParquetProperties properties;
    private final MemoryReservation memory;
    private @Nullable NewFile file;
    private @Nullable ParquetFileWriter writer;
    private @Nullable RowGroupBuffer rowGroup;
    private long rowGroupBytes;
    private long rows;
    private boolean isFinished;

    /**
     * @param bloomFilters the columns that get one
     * @param memory where the row group is booked
     */
    ParquetSink(
            Schema schema,
            List<String> bloomFilters,
            Part part,
            Configuration configuration,
            Counters counters,
            TaskMemory memory) {
        this.schema = ParquetTypes.fileSchema(schema);
        this.path = part.file(".zstd.parquet");
        this.part = part;
        this.configuration = configuration;
        this.counters = counters;
        this.codecs = new CodecFactory(configuration, ParquetProperties.DEFAULT_PAGE_SIZE);
        this.properties = properties(bloomFilters);
        this.memory = memory.reserve("parquet sink");
    }

    private static ParquetProperties properties(List<String> bloomFilters) {
        ParquetProperties.Builder builder = ParquetProperties.builder().withPageWriteChecksumEnabled(true);
        // Of several sizes the smallest that is good enough is written.
        builder.withAdaptiveBloomFilterEnabled(true);
        bloomFilters.forEach(column -> builder.withBloomFilterEnabled(column, true));
        return builder.build();
    }

    @Override
    public void write(Batch batch) {
        try {
            ParquetFileWriter target = writer();
            for (int from = 0; from < batch.selectedCount(); ) {
                int count = RowGroupBuffer.sliceRows(batch, from);
                write(batch, from, count, target);
                from += count;
            }
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        rows += batch.selectedCount();
    }

    private void write(Batch batch, int from, int count, ParquetFileWriter target) throws IOException {
        RowGroupBuffer group = rowGroup;
        if (group == null) {
            group = new RowGroupBuffer(schema, properties, codecs.getCompressor(CompressionCodecName.ZSTD));
            rowGroup = group;
            rowGroupBytes = Math.min(target.getNextRowGroupSize(), LARGEST_ROW_GROUP / part.siblings());
        }
        long before = group.size();
        group.write(batch, from, count);
        long size = group.size();
        // One more slice may have to fit before the end of the block.
        boolean isFull = size + 2 * Math.max(0, size - before) >= rowGroupBytes;
        boolean isRefused = !memory.tryResize(group.allocated());
        if (isFull || (isRefused && size >= LEAST_ROW_GROUP)) {
            flush(target);
        } else if (isRefused) {
            memory.grow(group.allocated() - memory.bytes());
        }
    }

    private void flush(ParquetFileWriter target) throws IOException {
        RowGroupBuffer group = rowGroup;
        rowGroup = null;
        if (group != null) {
            try (group) {
                group.writeTo(target);
            }
            memory.release(memory.bytes());
        }
    }

    private ParquetFileWriter writer() throws IOException {
        ParquetFileWriter open = writer;
        if (open == null) {
            NewFile created = NewFile.create(path, configuration);
            file = created;
            open = new ParquetFileWriter(
                    new ParquetOutput(created),
                    schema,
                    ParquetFileWriter.Mode.CREATE,
                    Math.min(created.blockSize(), LARGEST_ROW_GROUP) / part.siblings(),
                    ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                    null,
                    properties);
            open.start();
            writer = open;
        }
        return open;
    }

    @Override
    public List<OutputFile> finish() {
        try {
            if (part.keepsColumns()) {
                writer();
            }
            if (writer == null || file == null) {
                isFinished = true;
                return List.of();
            }
            flush(writer);
            writer.end(Map.of());
            file.close();
            isFinished = true;
            return List.of(file.finished(rows, counters));
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }

    @Override
    public void close() {
        try {
            if (rowGroup != null) {
                rowGroup.close();
            }
        } finally {
            memory.close();
            codecs.release();
            if (file != null && !isFinished) {
                file.remove();
            }
        }
    }
}
