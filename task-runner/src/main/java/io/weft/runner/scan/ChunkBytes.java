package io.weft.runner.scan;

import io.weft.runner.format.InputFile;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of a column chunk, one after the other, through a window. Where the window holds the whole chunk, it is filled once; else
 * as often as it has been used up. What {@link #take} gives is valid until the next call.
 */
final class ChunkBytes extends InputStream {
    private final InputFile file;
    private final long end;
    private final byte[] window;

    /** The place in the file behind the window. */
    private long filled;

    private int next;
    private int limit;

    ChunkBytes(InputFile file, long start, long length, int window) {
        this.file = file;
        this.end = start + length;
        this.window = new byte[window];
        this.filled = start;
    }

    /** The place in the file of the next byte. */
    long position() {
        return filled - (limit - next);
    }

    /** Bytes that have not been taken. */
    long remaining() {
        return end - position();
    }

    /** Reads the window full, if there is nothing in it. */
    void fill() {
        if (next < limit) {
            return;
        }
        int count = (int) Math.min(window.length, end - filled);
        file.readFully(filled, window, 0, count);
        filled += count;
        next = 0;
        limit = count;
    }

    @Override
    public int read() {
        if (remaining() == 0) {
            return -1;
        }
        fill();
        return window[next++] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int count) {
        if (remaining() == 0) {
            return -1;
        }
        fill();
        int read = Math.min(count, limit - next);
        System.arraycopy(window, next, target, start, read);
        next += read;
        return read;
    }

    @Override
    public int available() {
        return limit - next;
    }

    /** The next bytes, without copying them where the window has them all. */
    ByteBuffer take(int count) throws EOFException {
        if (count < 0 || count > remaining()) {
            throw new EOFException("%d bytes wanted where %d are left".formatted(count, remaining()));
        }
        if (count > limit - next) {
            byte[] copy = new byte[count];
            for (int done = 0; done < count; ) {
                done += read(copy, done, count - done);
            }
            return ByteBuffer.wrap(copy);
        }
        ByteBuffer taken = ByteBuffer.wrap(window, next, count).slice();
        next += count;
        return taken;
    }
}
