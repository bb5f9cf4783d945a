package io.weft.runner.scan;

import io.weft.runner.format.InputFile;
import io.weft.stage.FileRange;

/** The bytes of a range as they are. */
final class PlainBytes implements TextBytes {
    /** Behind the range only the rest of one line is wanted. */
    private static final int MOST_BYTES_BEHIND = 16 * 1024;

    private final InputFile file;
    private final FileRange range;
    private long next;

    PlainBytes(InputFile file, FileRange range) {
        this.file = file;
        this.range = range;
        this.next = range.offset();
    }

    @Override
    public int read(byte[] target) {
        long left = range.end() - next;
        int most = left > 0 ? (int) Math.min(left, target.length) : Math.min(MOST_BYTES_BEHIND, target.length);
        int read = file.read(next, target, 0, most);
        next += Math.max(read, 0);
        return read;
    }

    @Override
    public long start() {
        return range.offset();
    }

    @Override
    public long end() {
        return range.end();
    }

    @Override
    public boolean isFromBeginning() {
        return range.offset() == 0;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void close() {
        // The file is its reader's.
    }
}
