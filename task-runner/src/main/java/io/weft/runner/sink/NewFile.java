package io.weft.runner.sink;

import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.staging.StagingPath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file that is being written: counts its bytes and computes their checksum on the way. It must not exist before. */
final class NewFile extends OutputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final FileSystem store;
    private final FSDataOutputStream out;
    private final CRC32C checksum = new CRC32C();
    private long length;
    private boolean isClosed;

    private NewFile(Path path, FileSystem store, FSDataOutputStream out) {
        this.path = path;
        this.store = store;
        this.out = out;
    }

    /** Creates the file, and its directory where there is none, on the terms of {@link StagingPath}. */
    static NewFile create(Path path, Configuration configuration) {
        try {
            FileSystem store = path.getFileSystem(configuration);
            StagingPath.make(path.getParent(), FileContext.getFileContext(store.getUri(), configuration));
            FSDataOutputStream out = store.createFile(path)
                    .overwrite(false)
                    .bufferSize(BUFFER_BYTES)
                    .build();
            return new NewFile(path, store, out);
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }

    Path path() {
        return path;
    }

    /** The size of a block of this file, in bytes. */
    long blockSize() {
        return store.getDefaultBlockSize(path);
    }

    /** Bytes written so far. */
    long length() {
        return length;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        checksum.update(value);
        length++;
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
        out.write(bytes, start, count);
        checksum.update(bytes, start, count);
        length += count;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Makes the file complete. Harmless when repeated. */
    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            out.close();
        }
    }

    /** What is to be told of the complete file; counts it. */
    OutputFile finished(long rows, Counters counters) {
        counters.add(Counter.ROWS_WRITTEN, rows);
        counters.add(Counter.OUTPUT_BYTES, length);
        return new OutputFile(path.getName(), length, rows, checksum.getValue());
    }

    /** Removes the file, complete or not. */
    void remove() {
        try {
            close();
        } catch (IOException e) {
            // What could not be completed is to be removed all the same.
        }
        try {
            store.delete(path, false);
        } catch (IOException e) {
            throw StoreFailure.writing(path.toString(), e);
        }
    }
}
