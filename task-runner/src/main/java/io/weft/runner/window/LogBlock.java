package io.weft.runner.window;

import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Some rows of the log that follow each other: in memory for good, or on disk, and in memory while somebody reads them. */
final class LogBlock implements LogPart {
    /** In place of a row where there is none. */
    static final long NONE = -1;

    private final long number;
    private final long first;
    private final BlockHead head;

    /** Where its head lies on disk; null for one in memory. */
    private final @Nullable Extent extent;

    private final long position;
    private @Nullable Batch rows;

    /** Bytes booked for it, be it for good or while it is read. */
    private long bytes;

    private int readers;

    /**
     * A block on disk, whose rows are not in memory.
     *
     * @param number its own among all blocks of the log
     * @param first the number of its first row
     */
    LogBlock(long number, long first, BlockHead head, @Nullable Extent extent, long position) {
        this.number = number;
        this.first = first;
        this.head = head;
        this.extent = extent;
        this.position = position;
    }

    /** A block in memory. */
    static LogBlock inMemory(long number, long first, Batch rows, long bytes) {
        LogBlock block = new LogBlock(number, first, BlockHead.of(rows, 0), null, 0);
        block.keep(rows, bytes);
        return block;
    }

    /** Its number among all blocks of the log. */
    long number() {
        return number;
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long end() {
        return first + head.rows();
    }

    @Override
    public LogBlock block(long row) {
        return this;
    }

    boolean has(long row) {
        return row >= first && row < end();
    }

    int count() {
        return head.rows();
    }

    /** The number of the first row in it that begins a partition, or {@link #NONE}. */
    long partitionStart() {
        return head.partition() == BlockHead.NONE ? NONE : first + head.partition();
    }

    /** The number of the first row in it that is not equal in order to the row before it, or {@link #NONE}. */
    long peerStart() {
        return head.peers() == BlockHead.NONE ? NONE : first + head.peers();
    }

    /** The part of a file that it lies in; null for one in memory. */
    @Nullable Extent extent() {
        return extent;
    }

    /** Where its rows begin on disk. */
    long rowsStart() {
        return position + BlockHead.BYTES;
    }

    /** Where it ends on disk, and the next block begins. */
    long rowsEnd() {
        return rowsStart() + head.bytes();
    }

    /** Its rows, where they are in memory now. */
    @Nullable Batch rows() {
        return rows;
    }

    void keep(Batch newRows, long newBytes) {
        rows = newRows;
        bytes = newBytes;
    }

    /** Lets its rows go; gives the bytes that were booked for them. */
    long drop() {
        long booked = bytes;
        rows = null;
        bytes = 0;
        return booked;
    }

    void enter() {
        readers++;
    }

    /** Whether nobody reads it now. */
    boolean leave() {
        readers--;
        return readers == 0;
    }
}
