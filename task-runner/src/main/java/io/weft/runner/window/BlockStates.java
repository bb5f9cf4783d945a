package io.weft.runner.window;

import io.weft.runner.aggregate.FrameStates;
import io.weft.runner.memory.MemoryReservation;
import java.util.Arrays;

/** What whole blocks of a log come to, each computed once, so that long frames are put together of them. They are asked for going forward. */
final class BlockStates {
    /** Fewer are not worth moving the others. */
    private static final int LEAST_DROPPED = 64;

    private final FrameRows rows;

    /** A slot for each block, one block after the other. */
    private final FrameStates states;

    private final MemoryReservation memory;

    /** Where each of the blocks ends. */
    private long[] ends = new long[LEAST_DROPPED];

    private int count;

    /** The first row of the first of the blocks. */
    private long first;

    /**
     * No states yet.
     *
     * @param memory for where blocks end; the caller's to close
     */
    BlockStates(FrameRows rows, FrameStates states, MemoryReservation memory) {
        this.rows = rows;
        this.states = states;
        this.memory = memory;
        states.beginAnyway(0);
    }

    /** Where the block ends that has a row. */
    long endOfBlock(long row) {
        int slot = slot(row);
        return slot < count ? ends[slot] : rows.blockEnd(row);
    }

    /** Whether the row is the first of its block. */
    boolean beginsBlock(long row) {
        int slot = slot(row);
        return slot < count ? row == start(slot) : row == rows.blockStart(row);
    }

    private long start(int slot) {
        return slot == 0 ? first : ends[slot - 1];
    }

    /** The slot of the block that has a row; one that there is not for other blocks. */
    private int slot(long row) {
        if (count == 0 || row < first || row >= ends[count - 1]) {
            return count;
        }
        int found = Arrays.binarySearch(ends, 0, count, row);
        return found < 0 ? -found - 1 : found + 1;
    }

    /**
     * Adds what whole blocks come to, from the one that begins with a row up to the last that ends before another.
     *
     * @return the row behind them, or {@link LogBlock#NONE} where the memory for it was refused
     */
    long addWhole(long row, long to, FrameStates sum, int slot) {
        int first = slot(row);
        if (first == count) {
            first = add(row, rows.blockEnd(row));
        }
        int next = first + 1;
        long end = ends[first];
        while (end < to) {
            long nextEnd = next < count ? ends[next] : rows.blockEnd(end);
            if (nextEnd > to) {
                break;
            }
            if (next == count) {
                add(end, nextEnd);
            }
            end = nextEnd;
            next++;
        }
        return sum.addAll(states, first, next, slot) ? end : LogBlock.NONE;
    }

    /** Blocks that were passed over are not asked for any more, nor those before them. */
    private int add(long row, long end) {
        if (count == 0 || row != ends[count - 1]) {
            count = 0;
            first = row;
            states.beginAnyway(0);
        }
        if (count == ends.length) {
            memory.grow((long) Long.BYTES * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        states.ensure(count + 1);
        rows.add(row, end, states, count);
        ends[count] = end;
        return count++;
    }

    /** Lets the states of blocks go that end before a row. */
    void leaveBefore(long row) {
        int dropped = row < first ? 0 : slot(row);
        if (dropped >= LEAST_DROPPED && dropped > count / 2) {
            states.dropFirst(dropped, count);
            first = ends[dropped - 1];
            System.arraycopy(ends, dropped, ends, 0, count - dropped);
            count -= dropped;
        }
    }
}
