package io.weft.runner.sink;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A new file as parquet-hadoop writes it. Whoever created the file closes it. */
final class ParquetOutput implements OutputFile {
    private final NewFile file;

    ParquetOutput(NewFile file) {
        this.file = file;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return file.length();
            }

            @Override
            public void write(int value) throws IOException {
                file.write(value);
            }

            @Override
            public void write(byte[] bytes, int start, int count) throws IOException {
                file.write(bytes, start, count);
            }

            @Override
            public void flush() throws IOException {
                file.flush();
            }
        };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        throw new UnsupportedOperationException("Output is never overwritten");
    }

    /** Row groups are aligned to blocks. */
    @Override
    public boolean supportsBlockSize() {
        return true;
    }

    @Override
    public long defaultBlockSize() {
        return file.blockSize();
    }

    @Override
    public String getPath() {
        return file.path().toString();
    }
}
