package io.weft.runner.sink;

import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.vector.Batch;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each row: the columns with a tab between them, a null as {@code \N}, as Hive's text tables have it. Nothing is
 * escaped. Without rows there is no file.
 */
public final class TextSink implements FileSink {
    private static final int ENOUGH_BYTES = 64 * 1024;

    private final Schema schema;
    private final Path path;
    private final Configuration configuration;
    private final Counters counters;
    private final TextBuffer buffer = new TextBuffer();
    private @Nullable NewFile file;
    private long rows;
    private boolean isFinished;

    TextSink(Schema schema, Path directory, int task, Configuration configuration, Counters counters) {
        this.schema = schema;
        this.path = new Path(directory, "part-%05d.txt".formatted(task));
        this.configuration = configuration;
        this.counters = counters;
    }

    @Override
    public void write(Batch batch) {
        if (file == null) {
            file = NewFile.create(path, configuration);
        }
        List<TextColumn> columns = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            columns.add(TextColumn.of(batch.column(column), schema.type(column)));
        }
        for (int index = 0; index < batch.selectedCount(); index++) {
            writeLine(columns, batch.position(index));
            if (buffer.size() >= ENOUGH_BYTES) {
                flush(file);
            }
        }
        rows += batch.selectedCount();
    }

    private void writeLine(List<TextColumn> columns, int row) {
        for (int column = 0; column < columns.size(); column++) {
            if (column > 0) {
                buffer.append('\t');
            }
            columns.get(column).write(row, buffer);
        }
        buffer.append('\n');
    }

    private void flush(NewFile target) {
        try {
            buffer.writeTo(target);
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }

    @Override
    public List<OutputFile> finish() {
        if (file == null) {
            isFinished = true;
            return List.of();
        }
        flush(file);
        try {
            file.close();
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        isFinished = true;
        return List.of(file.finished(rows, counters));
    }

    @Override
    public void close() {
        if (file != null && !isFinished) {
            file.remove();
        }
    }
}
