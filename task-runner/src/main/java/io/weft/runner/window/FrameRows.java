package io.weft.runner.window;

import io.weft.runner.aggregate.AggregateInput;
import io.weft.runner.aggregate.FrameStates;
import io.weft.runner.aggregate.Grouping;
import io.weft.runner.aggregate.InputRows;
import io.weft.runner.vector.Batch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds rows of a log to the states of frames, going forward; what the rows of one block bring is computed together. */
final class FrameRows {
    private final RowLog log;
    private final LogCursor cursor;
    private final AggregateInput input;
    private final int[] slots = new int[Batch.MAX_ROWS];
    private @Nullable InputRows rows;

    FrameRows(RowLog log, Grouping aggregates) {
        this.log = log;
        this.cursor = new LogCursor(log);
        this.input = new AggregateInput(aggregates);
    }

    private InputRows moveTo(long row) {
        InputRows known = rows;
        if (cursor.moveTo(row) || known == null) {
            known = input.rowsOf(cursor.rows());
            rows = known;
        }
        return known;
    }

    /** The first row of the block that has a row. */
    long blockStart(long row) {
        return log.block(row).first();
    }

    /** The row after the last of that block. */
    long blockEnd(long row) {
        return log.block(row).end();
    }

    /** Adds the rows from one place up to another to a slot; false where memory is refused. */
    boolean add(long from, long to, FrameStates states, int slot) {
        Arrays.fill(slots, slot);
        long row = from;
        while (row < to) {
            InputRows block = moveTo(row);
            int count = (int) (Math.min(to, cursor.block().end()) - row);
            if (!states.add(block.slice(cursor.place(row), count), slots)) {
                return false;
            }
            row += count;
        }
        return true;
    }

    /**
     * Adds the rows between each two bounds to a slot of their own: those from the first bound on to the first slot.
     *
     * @param bounds rising; from the first to the last of them that count
     */
    boolean addPieces(RisingBounds bounds, int first, int last, FrameStates states, int firstSlot) {
        long row = bounds.at(first);
        long end = bounds.at(last);
        int piece = first;
        while (row < end) {
            InputRows block = moveTo(row);
            int count = (int) (Math.min(end, cursor.block().end()) - row);
            for (int index = 0; index < count; index++) {
                while (row + index >= bounds.at(piece + 1)) {
                    piece++;
                }
                slots[index] = firstSlot + piece - first;
            }
            if (!states.add(block.slice(cursor.place(row), count), slots)) {
                return false;
            }
            row += count;
        }
        return true;
    }

    /** Bounds by the places of rows. */
    interface RisingBounds {
        long at(int place);
    }

    void leaveBefore(long row) {
        cursor.leaveBefore(row);
    }
}
