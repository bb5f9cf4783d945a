package io.weft.runner.scan;

import io.weft.runner.format.InputFile;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of a column chunk, front to back. What lies in a piece that was read before is taken from there; the rest is read through a
 * window, which is small after every jump and grows while nothing is left out. What {@link #take} gives is valid until the next call.
 */
final class ChunkBytes extends InputStream {
    private static final int FIRST_WINDOW = 64 * 1024;

    private final InputFile file;
    private final FilePieces pieces;
    private final long start;
    private final long end;
    private final int largestWindow;
    private byte[] window = new byte[0];

    /** The place in the file of the next byte. */
    private long position;

    /** The bytes at hand, of the window or of a piece: from {@link #currentStart} in the file to {@link #currentEnd}. */
    private byte[] current = new byte[0];

    private long currentStart;
    private long currentEnd;

    private long bytesRead;

    /**
     * @param largestWindow the most bytes that are read at once, but for a page that is larger
     */
    ChunkBytes(InputFile file, FilePieces pieces, long start, long length, int largestWindow) {
        this.file = file;
        this.pieces = pieces;
        this.start = start;
        this.end = start + length;
        this.largestWindow = Math.max(1, largestWindow);
        this.position = start;
    }

    long start() {
        return start;
    }

    long position() {
        return position;
    }

    /** Bytes that were read through the window. */
    long bytesRead() {
        return bytesRead;
    }

    /** Bytes that lie ahead. */
    long remaining() {
        return end - position;
    }

    /** Goes to a place within the chunk. */
    void moveTo(long place) {
        if (place < start || place > end) {
            throw new IllegalArgumentException("Byte %d of %d to %d".formatted(place, start, end));
        }
        position = place;
    }

    /** Makes the byte at the position one of those at hand; there must be one. */
    private void load() {
        if (position >= currentStart && position < currentEnd) {
            return;
        }
        FilePieces.Piece piece = pieces.at(position);
        if (piece != null) {
            current = piece.bytes();
            currentStart = piece.start();
            currentEnd = piece.end();
            return;
        }
        boolean goesOn = position == currentEnd && window.length > 0;
        long size = goesOn ? 2L * window.length : FIRST_WINDOW;
        int count = (int) Math.min(Math.min(size, largestWindow), pieces.next(position, end) - position);
        if (window.length < count) {
            window = new byte[count];
        }
        file.readFully(position, window, 0, count);
        bytesRead += count;
        current = window;
        currentStart = position;
        currentEnd = position + count;
    }

    @Override
    public int read() {
        if (position >= end) {
            return -1;
        }
        load();
        return current[(int) (position++ - currentStart)] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) {
        if (position >= end) {
            return -1;
        }
        load();
        int some = (int) Math.min(count, Math.min(currentEnd, end) - position);
        System.arraycopy(current, (int) (position - currentStart), target, from, some);
        position += some;
        return some;
    }

    /** The next bytes, without copying them where they are all at hand. */
    ByteBuffer take(int count) throws EOFException {
        if (count < 0 || count > remaining()) {
            throw new EOFException("%d bytes wanted where %d are left".formatted(count, remaining()));
        }
        if (count == 0) {
            return ByteBuffer.allocate(0);
        }
        load();
        if (count <= currentEnd - position) {
            ByteBuffer taken = ByteBuffer.wrap(current, (int) (position - currentStart), count)
                    .slice();
            position += count;
            return taken;
        }
        byte[] copy = new byte[count];
        for (int done = 0; done < count; ) {
            done += read(copy, done, count - done);
        }
        return ByteBuffer.wrap(copy);
    }
}
