package io.weft.runner.sink;

import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.compress.FileCompression;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.vector.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Writes lines of text into one file, perhaps compressed. Without rows there is no file. */
final class LineSink implements FileSink {
    private static final int ENOUGH_BYTES = 64 * 1024;

    private final LineLayout layout;
    private final FileCompression compression;
    private final Path path;
    private final Configuration configuration;
    private final Counters counters;
    private final TextBuffer buffer = new TextBuffer();
    private @Nullable NewFile file;
    private @Nullable OutputStream out;
    private long rows;
    private boolean isFinished;

    LineSink(
            LineLayout layout, FileCompression compression, Part part, Configuration configuration, Counters counters) {
        this.layout = layout;
        this.compression = compression;
        this.path = part.file(layout.extension() + compression.extension());
        this.configuration = configuration;
        this.counters = counters;
    }

    @Override
    public void write(Batch batch) {
        OutputStream target = out == null ? open() : out;
        LineLayout.RowWriter lines = layout.rows(batch);
        for (int index = 0; index < batch.selectedCount(); index++) {
            lines.write(batch.position(index), buffer);
            if (buffer.size() >= ENOUGH_BYTES) {
                flush(target);
            }
        }
        rows += batch.selectedCount();
    }

    private OutputStream open() {
        NewFile created = NewFile.create(path, configuration);
        file = created;
        try {
            OutputStream opened = compression.compress(created);
            out = opened;
            layout.writeHead(buffer);
            return opened;
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }

    private void flush(OutputStream target) {
        try {
            buffer.writeTo(target);
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }

    @Override
    public List<OutputFile> finish() {
        if (file == null || out == null) {
            isFinished = true;
            return List.of();
        }
        flush(out);
        try {
            out.close();
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        isFinished = true;
        return List.of(file.finished(rows, counters));
    }

    @Override
    public void close() {
        if (file == null || isFinished) {
            return;
        }
        try {
            if (out != null) {
                // Compressors hold memory of their own.
                out.close();
            }
        } catch (IOException e) {
            // What could not be completed is to be removed all the same.
        }
        file.remove();
    }
}
