package io.weft.runner.shuffle;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;

/**
 * A part of a file, from its start to its end. Owns the file.
 *
 * <p>Not by a FileChannel: an interrupted thread would close it, and its error would look like the disk's.
 */
final class FileRangeInputStream extends InputStream {
    /** A read goes through a buffer of its size outside the heap: so reads are short. */
    static final int MAX_READ = 64 << 10;

    private final RandomAccessFile file;
    private long left;

    FileRangeInputStream(RandomAccessFile file, long start, long length) throws IOException {
        this.file = file;
        this.left = length;
        file.seek(start);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int wanted = (int) Math.min(Math.min(length, MAX_READ), left);
        if (wanted == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = file.read(bytes, offset, wanted);
        if (count > 0) {
            left -= count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
