package io.weft.runner.window;

import java.util.function.ToLongFunction;

/** Where something begins next in a log, asked for later and later rows. Each block is looked at once. */
final class Starts {
    private final RowLog log;
    private final ToLongFunction<LogBlock> firstIn;

    /** The first start found that was not passed; {@link LogBlock#NONE} where there is none before {@link #looked}. */
    private long next = LogBlock.NONE;

    private long looked;

    /** @param firstIn the first start in a block */
    Starts(RowLog log, ToLongFunction<LogBlock> firstIn) {
        this.log = log;
        this.firstIn = firstIn;
    }

    /** The first start at or behind this row, which is the first of a block, or the log's end. */
    long after(long row) {
        if (next >= row) {
            return next;
        }
        looked = Math.max(looked, row);
        next = LogBlock.NONE;
        while (next == LogBlock.NONE && looked < log.end()) {
            LogBlock block = log.block(looked);
            next = firstIn.applyAsLong(block);
            looked = block.end();
        }
        return next;
    }
}
