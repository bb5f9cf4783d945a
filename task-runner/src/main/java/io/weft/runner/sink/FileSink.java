package io.weft.runner.sink;

import io.weft.protocol.OutputFile;
import io.weft.runner.vector.Batch;
import java.util.List;

/** What an attempt writes its rows of the output into. Driven by a single thread. */
public interface FileSink extends AutoCloseable {
    /**
     * Writes the rows of the batch that count, and keeps nothing of it.
     *
     * @throws io.weft.error.WeftException if the file system refuses
     */
    void write(Batch batch);

    /** Closes the files and tells them; they stay. Called once, after the last row. */
    List<OutputFile> finish();

    /** Removes what was written, unless it was finished. Called exactly once, also after a failure. */
    @Override
    void close();
}
