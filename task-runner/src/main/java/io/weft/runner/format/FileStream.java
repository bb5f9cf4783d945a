package io.weft.runner.format;

import java.io.InputStream;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;

/** An open file as a stream that can be moved about. Closing it closes nothing. */
public final class FileStream extends InputStream implements Seekable, PositionedReadable {
    private final InputFile file;
    private final byte[] one = new byte[1];
    private long next;

    FileStream(InputFile file) {
        this.file = file;
    }

    @Override
    public int read() {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int count) {
        int read = count == 0 ? 0 : file.read(next, target, start, count);
        next += Math.max(read, 0);
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, file.length() - next);
    }

    @Override
    public void seek(long place) {
        next = place;
    }

    /** The place in the file of the next byte. */
    @Override
    public long getPos() {
        return next;
    }

    // Hadoop's codecs ask for places only of streams that can do this.
    @Override
    public int read(long place, byte[] target, int start, int count) {
        return file.read(place, target, start, count);
    }

    @Override
    public void readFully(long place, byte[] target, int start, int count) {
        file.readFully(place, target, start, count);
    }

    @Override
    public void readFully(long place, byte[] target) {
        file.readFully(place, target, 0, target.length);
    }

    @Override
    public boolean seekToNewSource(long place) {
        return false;
    }
}
