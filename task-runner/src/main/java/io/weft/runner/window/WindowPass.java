package io.weft.runner.window;

import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.sort.RowSorter;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the rows in order, block by block: waits until all is known that a block's rows need, computes them, and lets go what no later row needs. */
final class WindowPass implements AutoCloseable {
    private static final long MOST_BLOCK_BYTES = 256 << 10;
    private static final long LEAST_BLOCK_BYTES = 256;
    private static final long MOST_STATE_BYTES = 8 << 20;
    private static final long MOST_INDEX_BYTES = 8 << 20;

    /** What a sorter needs at most; with less memory it needs all but an eighth of it. */
    private static final long SORTER_BYTES = 5 << 20;

    private static final int LEAST_FRACTION = 24;
    private static final int FRACTION = 8;

    /** A block that is read is held compressed, uncompressed, and as vectors. */
    private static final int COPIES_OF_A_BLOCK = 3;

    private final WindowFunctions functions;
    private final RowLog log;
    private final WindowInput input;
    private final LogCursor output;
    private final RowPlaces places;
    private final WindowEvaluators evaluators;
    private final Lookahead lookahead;

    /** The row that is given next. */
    private long next;

    /** Rows of the block at hand that were given; all where there is none at hand. */
    private int given;

    private int count;
    private int rowsAtOnce = Batch.MAX_ROWS;

    /**
     * Begins. What it is given is the caller's to close.
     *
     * @param kept for rows that wait
     * @param reading for blocks that are read again, nothing yet
     */
    WindowPass(
            Operator input,
            @Nullable RowSorter sorter,
            WindowFunctions functions,
            MemoryReservation kept,
            MemoryReservation reading,
            TaskMemory memory,
            SpillSpace spills) {
        this.functions = functions;
        long part = part(memory);
        int cursors = WindowEvaluators.cursors(functions);
        long most = part / COPIES_OF_A_BLOCK / cursors;
        long blockBytes = Math.max(LEAST_BLOCK_BYTES, Math.min(MOST_BLOCK_BYTES, most));
        reading.grow(COPIES_OF_A_BLOCK * blockBytes * cursors);
        kept.grow(Math.min(part, MOST_INDEX_BYTES));
        log = new RowLog(blockBytes, kept, reading, spills);
        this.input = new WindowInput(
                input, sorter, log, functions.types(), functions.partition(), functions.order(), blockBytes);
        output = new LogCursor(log);
        places = new RowPlaces(log);
        evaluators = new WindowEvaluators(functions, log, memory, Math.min(part, MOST_STATE_BYTES));
        Lookahead all = Lookahead.NONE;
        for (WindowEvaluator evaluator : evaluators.evaluators()) {
            all = all.and(evaluator.lookahead());
        }
        lookahead = all;
    }

    /** What is held in any case for rows that wait, for blocks that are read again, and for states of frames, each. */
    private static long part(TaskMemory memory) {
        long limit = memory.limit();
        // Those who take what there is are sorters and windows, of each as many.
        int sorters = Math.max(1, memory.shares() / 2);
        long spare = (limit - sorters * SORTER_BYTES) / (4L * sorters);
        return Math.max(limit / LEAST_FRACTION / sorters, Math.min(limit / FRACTION / sorters, spare));
    }

    /** The next rows with their results; null when there are no more. */
    @Nullable Batch next() {
        if (given == count && !openBlock()) {
            return null;
        }
        int from = given;
        int to = Math.min(count, from + rowsAtOnce);
        Vector[] results = new Vector[functions.columns().size()];
        while (!evaluate(from, to, results)) {
            to = from + (to - from) / 2;
            rowsAtOnce = to - from;
        }
        evaluators.evaluators().forEach(WindowEvaluator::commit);
        given = to;
        next += to - from;
        return batch(from, to, results);
    }

    private boolean evaluate(int from, int to, Vector[] results) {
        for (WindowEvaluator evaluator : evaluators.evaluators()) {
            if (!evaluator.evaluate(places, from, to, results)) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the block with the next row, once all is known that its rows wait for; false where there is none. */
    private boolean openBlock() {
        trim();
        while (log.end() == next) {
            if (input.isOver()) {
                return false;
            }
            input.pull();
        }
        output.moveTo(next);
        while (!input.isOver() && isWaiting(output.block())) {
            input.pull();
        }
        places.moveTo(output.block(), output.rows());
        evaluators.bounds().forEach(each -> each.moveTo(places, output.rows()));
        given = 0;
        count = output.block().count();
        rowsAtOnce = Batch.MAX_ROWS;
        return true;
    }

    /** Lets the rows go that nobody needs any more. */
    private void trim() {
        long earliest = next;
        if (next > 0) {
            for (WindowEvaluator evaluator : evaluators.evaluators()) {
                earliest = Math.min(earliest, evaluator.earliest());
            }
            for (FrameBounds bounds : evaluators.bounds()) {
                earliest = Math.min(earliest, bounds.earliest());
            }
        }
        long needed = earliest;
        output.leaveBefore(next);
        evaluators.evaluators().forEach(evaluator -> evaluator.leaveBefore(needed));
        evaluators.bounds().forEach(bounds -> bounds.leaveBefore(needed));
        log.trim(needed);
    }

    /** Whether more has to be known for the last row of a block. */
    private boolean isWaiting(LogBlock block) {
        if (log.nextPartition(block) != LogBlock.NONE) {
            return false;
        }
        return switch (lookahead.extent()) {
            case PARTITION -> true;
            case PEERS -> isWaitingForRows(block) || log.nextPeers(block) == LogBlock.NONE || isWaitingForValues(block);
            case ROW -> isWaitingForRows(block);
        };
    }

    private boolean isWaitingForRows(LogBlock block) {
        return log.end() - block.end() < lookahead.rows();
    }

    private boolean isWaitingForValues(LogBlock block) {
        for (FrameBounds bounds : evaluators.bounds()) {
            if (bounds.looksForEnds() && !bounds.isKnown(output.rows(), block.count() - 1, input.lastOrderValue())) {
                return true;
            }
        }
        return false;
    }

    /** The rows with the results, without the flags that the log has put behind them. */
    private Batch batch(int from, int to, Vector[] results) {
        List<Vector> columns = new ArrayList<>();
        boolean all = from == 0 && to == count;
        int[] positions = all ? new int[0] : Arrays.copyOfRange(output.rows().positions(), from, to);
        for (Vector column :
                output.rows().columns().subList(0, functions.types().size())) {
            columns.add(all ? column : column.take(positions, positions.length));
        }
        columns.addAll(Arrays.asList(results));
        return new Batch(to - from, columns);
    }

    @Override
    public void close() {
        try (evaluators;
                log) {
            output.leaveBefore(Long.MAX_VALUE);
        }
    }
}
