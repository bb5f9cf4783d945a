package io.weft.runner.spill;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that grows at its end and is read in pieces, until it is closed and gone. One thread uses it. */
public final class SpillFile implements AutoCloseable {
    private final SpillSpace space;
    private final Path path;
    private final RandomAccessFile file;
    private long length;
    private boolean closed;

    SpillFile(SpillSpace space, Path path) throws IOException {
        this.space = space;
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Bytes appended so far: where the next ones will begin. */
    public long length() {
        return length;
    }

    /**
     * Appends the rest of the buffer, which is backed by an array.
     *
     * @throws WeftException {@link ErrorCode#DISK_FULL} or {@link ErrorCode#IO_FAILED}
     */
    public void append(ByteBuffer bytes) {
        checkOpen();
        try {
            file.seek(length);
            file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } catch (IOException problem) {
            throw space.failure("write", path, problem);
        }
        length += bytes.remaining();
        space.written(bytes.remaining());
    }

    /**
     * The bytes from {@code start} up to {@code end}. Any number of streams may be open; they end with the file and need not be closed.
     * Reading may throw as {@link #append} does.
     */
    public InputStream read(long start, long end) {
        checkOpen();
        if (start < 0 || end > length) {
            throw new IllegalArgumentException(
                    "Cannot read %s from %d to %d: it has %d bytes".formatted(path, start, end, length));
        }
        return new Piece(start, end);
    }

    /** Deletes the file. Harmless when repeated. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        space.forget(this);
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException problem) {
            throw space.failure("delete", path, problem);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("%s is closed".formatted(path));
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** Each has a place of its own in the file that they share. */
    private final class Piece extends InputStream {
        private final long end;
        private long position;

        Piece(long start, long end) {
            this.position = start;
            this.end = end;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (position == end) {
                return -1;
            }
            checkOpen();
            try {
                file.seek(position);
                int got = file.read(bytes, offset, (int) Math.min(count, end - position));
                position += Math.max(0, got);
                return got;
            } catch (IOException problem) {
                throw space.failure("read", path, problem);
            }
        }
    }
}
