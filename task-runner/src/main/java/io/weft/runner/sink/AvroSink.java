package io.weft.runner.sink;

import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.AvroTypes;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.vector.Batch;
import io.weft.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro data files: blocks compressed with zstd, each column a union with null.
 *
 * <p>Where the whole output has no rows, the file of task 0 keeps its columns; other tasks write no file without rows.
 */
public final class AvroSink implements FileSink {
    private static final int BLOCK_BYTES = 256 * 1024;

    private final Schema schema;
    private final Path path;
    private final Part part;
    private final Configuration configuration;
    private final Counters counters;
    private final RowBuffer row = new RowBuffer();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(row, null);
    private @Nullable NewFile file;
    private @Nullable DataFileWriter<Object> writer;
    private long rows;
    private boolean isFinished;

    AvroSink(Schema schema, Part part, Configuration configuration, Counters counters) {
        this.schema = schema;
        this.path = part.file(".avro");
        this.part = part;
        this.configuration = configuration;
        this.counters = counters;
    }

    /** The bytes of one row. */
    private static final class RowBuffer extends ByteArrayOutputStream {
        /** What was written since the last reset, to be used before the next write. */
        ByteBuffer written() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }

    @Override
    public void write(Batch batch) {
        List<AvroColumn> columns = AvroColumn.of(batch, schema);
        try {
            DataFileWriter<Object> target = writer();
            for (int index = 0; index < batch.selectedCount(); index++) {
                int position = batch.position(index);
                row.reset();
                for (AvroColumn column : columns) {
                    column.write(position, encoder);
                }
                target.appendEncoded(row.written());
            }
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        rows += batch.selectedCount();
    }

    private DataFileWriter<Object> writer() throws IOException {
        if (writer == null) {
            NewFile created = NewFile.create(path, configuration);
            file = created;
            writer = new DataFileWriter<>(new GenericDatumWriter<>())
                    .setCodec(CodecFactory.zstandardCodec(CodecFactory.DEFAULT_ZSTANDARD_LEVEL))
                    .setSyncInterval(BLOCK_BYTES);
            writer.create(AvroTypes.fileSchema(schema), created);
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
            return List.of(file.finished(rows, counters));
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
