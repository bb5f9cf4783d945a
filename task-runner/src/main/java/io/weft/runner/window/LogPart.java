package io.weft.runner.window;

/** A part of a log: a block in memory, or an extent of blocks on disk. */
interface LogPart {
    /** The number of its first row. */
    long first();

    /** The number of the row after its last. */
    long end();

    /** The block with a row, which is in this part. */
    LogBlock block(long row);
}
