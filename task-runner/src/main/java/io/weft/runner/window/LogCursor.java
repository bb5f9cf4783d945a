package io.weft.runner.window;

import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** A place in a log. The block that it stands in is in memory. */
final class LogCursor {
    private final RowLog log;
    private @Nullable LogBlock block;
    private @Nullable Batch rows;

    LogCursor(RowLog log) {
        this.log = log;
    }

    /** Goes to a row, which is in the log; tells whether that is in another block than before. */
    boolean moveTo(long row) {
        LogBlock current = block;
        if (current != null) {
            if (row >= current.first() && row < current.end()) {
                return false;
            }
            log.leave(current);
            block = null;
        }
        LogBlock next = log.block(row);
        rows = log.enter(next);
        block = next;
        return true;
    }

    /** The block that it stands in. */
    LogBlock block() {
        if (block == null) {
            throw new IllegalStateException("The cursor stands nowhere");
        }
        return block;
    }

    /** The rows of that block. */
    Batch rows() {
        if (rows == null) {
            throw new IllegalStateException("The cursor stands nowhere");
        }
        return rows;
    }

    /** The place of a row in that block. */
    int place(long row) {
        return (int) (row - block().first());
    }

    /** Lets the block go where all of its rows come before this one. */
    void leaveBefore(long row) {
        if (block != null && block.end() <= row) {
            log.leave(block);
            block = null;
            rows = null;
        }
    }
}
