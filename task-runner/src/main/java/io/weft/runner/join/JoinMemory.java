package io.weft.runner.join;

import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;

/** What a join holds: rows, as many as there is memory for, and buffers, which it needs whatever comes. */
final class JoinMemory implements AutoCloseable {
    private static final long MOST_BUFFER_BYTES = 1 << 20;

    /** A block is held as vectors, encoded, compressed. */
    private static final int COPIES_OF_A_BLOCK = 4;

    private static final long MOST_WINDOW_BYTES = 4 << 20;
    private static final long MOST_FILTER_BYTES = 4 << 20;

    /** The part of memory that a chunk may take, and a window. */
    private static final int CHUNK_FRACTION = 16;

    private final TaskMemory task;
    private final MemoryReservation rows;
    private final MemoryReservation buffers;
    private final MemoryReservation window;
    private long blockBytes;
    private long chunkBytes;

    JoinMemory(TaskMemory task) {
        this.task = task;
        rows = task.reserveShare("rows to join");
        buffers = task.reserve("join buffers");
        window = task.reserve("probe rows to spill");
    }

    /** Takes the memory for buffers. */
    void begin() {
        long share = task.limit() / task.shares();
        long bufferBytes = Math.min(MOST_BUFFER_BYTES, share / COPIES_OF_A_BLOCK);
        blockBytes = bufferBytes / COPIES_OF_A_BLOCK;
        chunkBytes = Math.min(MOST_BUFFER_BYTES, share / CHUNK_FRACTION);
        // Beside the buffers for blocks there are the rows that wait for a chunk and those that become one, later the
        // rows that are given.
        buffers.grow(bufferBytes + 2 * chunkBytes);
        window.grow(Math.min(MOST_WINDOW_BYTES, share / CHUNK_FRACTION));
    }

    MemoryReservation rows() {
        return rows;
    }

    /** Takes memory for filters of keys, and returns how much. */
    long takeFilterBytes() {
        long bytes = Math.min(MOST_FILTER_BYTES, task.limit() / task.shares() / CHUNK_FRACTION);
        buffers.grow(bytes);
        return bytes;
    }

    /** For probe rows that are collected before they go to disk; granted from the start. */
    MemoryReservation window() {
        return window;
    }

    /** Bytes that a batch written has, about, at most. */
    long blockBytes() {
        return blockBytes;
    }

    /** Bytes that a chunk of rows has, or a batch given, about, at most. */
    long chunkBytes() {
        return chunkBytes;
    }

    /** Gives everything back. Harmless when repeated. */
    @Override
    public void close() {
        rows.close();
        buffers.close();
        window.close();
    }
}
