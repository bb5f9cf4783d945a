package io.weft.runner.sort;

import io.weft.runner.spill.SpillFile;

/** Rows in order on disk, in blocks. Closing it deletes the file. */
final class SpilledRun implements AutoCloseable {
    /** What is kept of the first and last key. */
    static final int MOST_KEY_BYTES = 64;

    private final SpillFile file;
    private final long largestBlock;
    private final byte[] first;
    private final byte[] last;

    /**
     * Takes over the file.
     *
     * @param largestBlock what a block takes in memory while it is read, at most, in bytes
     * @param first the least key, or its beginning
     * @param last the greatest key, or its beginning
     */
    SpilledRun(SpillFile file, long largestBlock, byte[] first, byte[] last) {
        this.file = file;
        this.largestBlock = largestBlock;
        this.first = first;
        this.last = last;
    }

    SpillFile file() {
        return file;
    }

    long bytes() {
        return file.length();
    }

    long largestBlock() {
        return largestBlock;
    }

    byte[] first() {
        return first;
    }

    byte[] last() {
        return last;
    }

    @Override
    public void close() {
        file.close();
    }
}
