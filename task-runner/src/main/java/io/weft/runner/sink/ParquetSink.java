package io.weft.runner.sink;

import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.vector.Batch;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Writes Parquet: compressed with zstd, with dictionaries, statistics, page indexes and page checksums. A row group fills a block of the
 * file system, up to a limit, and none reaches into the next block.
 *
 * <p>Where the whole output has no rows, the file of task 0 keeps its columns; other tasks write no file without rows.
 */
public final class ParquetSink implements FileSink {
    /** A row group is held in memory until it is written; files that are open at the same time share this. */
    private static final long LARGEST_ROW_GROUP = 128L << 20;

    private final Schema schema;
    private final Path path;
    private final Part part;
    private final Configuration configuration;
    private final Counters counters;
    private final CodecFactory codecs;
    private final RowCursor cursor = new RowCursor();
    private @Nullable NewFile file;
    private @Nullable ParquetWriter<RowCursor> writer;
    private long rows;
    private boolean isFinished;

    ParquetSink(Schema schema, Part part, Configuration configuration, Counters counters) {
        this.schema = schema;
        this.path = part.file(".zstd.parquet");
        this.part = part;
        this.configuration = configuration;
        this.counters = counters;
        this.codecs = new CodecFactory(configuration, ParquetProperties.DEFAULT_PAGE_SIZE);
    }

    @Override
    public void write(Batch batch) {
        try {
            ParquetWriter<RowCursor> target = writer();
            cursor.moveTo(batch);
            for (int index = 0; index < batch.selectedCount(); index++) {
                cursor.moveTo(batch.position(index));
                target.write(cursor);
            }
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        rows += batch.selectedCount();
    }

    private ParquetWriter<RowCursor> writer() throws IOException {
        if (writer == null) {
            NewFile created = NewFile.create(path, configuration);
            file = created;
            writer = new Builder(created, schema)
                    .withConf(configuration)
                    .withCodecFactory(codecs)
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withRowGroupSize(Math.min(created.blockSize(), LARGEST_ROW_GROUP) / part.siblings())
                    .withPageWriteChecksumEnabled(true)
                    .build();
        }
        return writer;
    }

    private static final class Builder extends ParquetWriter.Builder<RowCursor, Builder> {
        private final Schema schema;

        Builder(NewFile file, Schema schema) {
            super(new ParquetOutput(file));
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        // The method that takes the place of this one calls it.
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<RowCursor> getWriteSupport(Configuration configuration) {
            return new RowWriteSupport(schema);
        }
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
            writer.close();
            file.close();
            isFinished = true;
            return List.of(file.finished(rows, counters));
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }

    @Override
    public void close() {
        codecs.release();
        if (file != null && !isFinished) {
            file.remove();
        }
    }
}
