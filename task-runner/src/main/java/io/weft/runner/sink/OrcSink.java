package io.weft.runner.sink;

import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.OrcTypes;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.vector.Batch;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.TypeDescription.RowBatchVersion;
import org.apache.orc.Writer;
import org.apache.orc.impl.PhysicalFsWriter;
import org.apache.orc.impl.writer.WriterEncryptionVariant;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes ORC: compressed with zstd, with indexes and statistics, stripes padded so that none reaches into the next block.
 *
 * <p>Where the whole output has no rows, the file of task 0 keeps its columns; other tasks write no file without rows.
 */
public final class OrcSink implements FileSink {
    /** A stripe is held in memory until it is written; files that are open at the same time share this. */
    private static final long STRIPE_BYTES = 64L << 20;

    private final Schema schema;
    private final Path path;
    private final Part part;
    private final Configuration configuration;
    private final Counters counters;
    private final VectorizedRowBatch rows;
    private @Nullable NewFile file;
    private @Nullable Writer writer;
    private long rowCount;
    private boolean isFinished;

    OrcSink(Schema schema, Part part, Configuration configuration, Counters counters) {
        this.schema = schema;
        this.path = part.file(".zstd.orc");
        this.part = part;
        this.configuration = configuration;
        this.counters = counters;
        this.rows = OrcTypes.fileSchema(schema).createRowBatch(RowBatchVersion.USE_DECIMAL64, Batch.MAX_ROWS);
    }

    @Override
    public void write(Batch batch) {
        rows.reset();
        rows.size = batch.selectedCount();
        for (int column = 0; column < schema.size(); column++) {
            OrcColumns.fill(rows.cols[column], batch, batch.column(column), schema.type(column));
        }
        try {
            writer().addRowBatch(rows);
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        rowCount += batch.selectedCount();
    }

    private Writer writer() throws IOException {
        if (writer == null) {
            NewFile created = NewFile.create(path, configuration);
            file = created;
            TypeDescription columns = OrcTypes.fileSchema(schema);
            OrcFile.WriterOptions options = OrcFile.writerOptions(configuration)
                    .setSchema(columns)
                    .compress(CompressionKind.ZSTD)
                    .stripeSize(Math.min(created.blockSize(), STRIPE_BYTES) / part.siblings())
                    .blockSize(created.blockSize())
                    .blockPadding(true)
                    .useUTCTimestamp(true)
                    .setProlepticGregorian(true);
            FSDataOutputStream out = new FSDataOutputStream(created, null);
            writer = OrcFile.createWriter(
                    path, options.physicalWriter(new PhysicalFsWriter(out, options, new WriterEncryptionVariant[0])));
        }
        return writer;
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
            return List.of(file.finished(rowCount, counters));
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }

    @Override
    public void close() {
        if (file != null && !isFinished) {
            file.remove();
        }
    }
}
