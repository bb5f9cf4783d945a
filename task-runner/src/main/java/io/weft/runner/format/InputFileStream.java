package io.weft.runner.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;

/** An input file as Hadoop's libraries read it, so that it counts what they read. Whoever opened the file closes it. */
public final class InputFileStream extends InputStream implements Seekable, PositionedReadable {
    private final InputFile file;
    private long position;

    private InputFileStream(InputFile file) {
        this.file = file;
    }

    /** A stream from the file's beginning. Closing it closes nothing. */
    public static FSDataInputStream of(InputFile file) {
        return new FSDataInputStream(new InputFileStream(file));
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int count) {
        int read = file.read(position, target, start, count);
        position += Math.max(read, 0);
        return read;
    }

    @Override
    public int read(long from, byte[] target, int start, int count) {
        return file.read(from, target, start, count);
    }

    @Override
    public void readFully(long from, byte[] target, int start, int count) throws IOException {
        if (from + count > file.length()) {
            throw new EOFException("%d bytes at %d of a file of %d".formatted(count, from, file.length()));
        }
        file.readFully(from, target, start, count);
    }

    @Override
    public void readFully(long from, byte[] target) throws IOException {
        readFully(from, target, 0, target.length);
    }

    @Override
    public void seek(long target) throws IOException {
        if (target < 0 || target > file.length()) {
            throw new EOFException("byte %d of a file of %d".formatted(target, file.length()));
        }
        position = target;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public boolean seekToNewSource(long target) {
        return false;
    }
}
