package io.weft.runner.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.scan.BadRecord;
import io.weft.runner.scan.BadRecords;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Sets bad records aside, each as a line of JSON in a file of the attempt's own, up to a limit. For one thread. */
public final class BadRowFile implements BadRecords, AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Path path;
    private final long limit;
    private final Configuration configuration;
    private @Nullable NewFile file;
    private @Nullable JsonGenerator lines;
    private long rows;
    private boolean isFinished;

    /**
     * Writes nothing before there is a bad record.
     *
     * @param path of the file
     * @param limit of records; one more fails the attempt
     */
    public BadRowFile(Path path, long limit, Configuration configuration) {
        this.path = path;
        this.limit = limit;
        this.configuration = configuration;
    }

    @Override
    public void take(BadRecord record) {
        if (rows == limit) {
            throw WeftException.causedBy(
                    record.failure(),
                    ErrorCode.TOO_MANY_BAD_ROWS,
                    "[%s, %s] Cannot set another bad row aside: %d are already, as many as may be; this one: %s"
                            + " (mend the input, or raise the limit of onBadRows(...))",
                    record.file(),
                    record.place(),
                    rows,
                    record.reason());
        }
        try {
            JsonGenerator target = lines == null ? open() : lines;
            target.writeStartObject();
            target.writeStringField("file", record.file());
            target.writeStringField("place", record.place());
            target.writeStringField("reason", record.reason());
            target.writeStringField("line", record.text());
            target.writeEndObject();
            target.writeRaw('\n');
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        rows++;
    }

    private JsonGenerator open() throws IOException {
        NewFile created = NewFile.create(path, configuration);
        file = created;
        JsonGenerator opened = FACTORY.createGenerator(created);
        opened.setRootValueSeparator(null);
        lines = opened;
        return opened;
    }

    /** Closes the file and tells it, if there is one. Called once, after the last record. */
    public Optional<OutputFile> finish() {
        isFinished = true;
        if (file == null || lines == null) {
            return Optional.empty();
        }
        try {
            lines.close();
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
        // These are not rows of the job's output.
        return Optional.of(file.finished(rows, new Counters()));
    }

    /** Removes the file, unless it was finished. */
    @Override
    public void close() {
        if (file != null && !isFinished) {
            file.remove();
        }
    }
}
