package io.weft.runner.window;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;

/**
 * Where the rows of one block stand: in which partition, and among which rows that are equal to them in order, their peers. All places are numbers of
 * rows; an end is the row after the last.
 */
final class RowPlaces {
    private final RowLog log;
    private final long[] partitionStarts = new long[Batch.MAX_ROWS];
    private final long[] partitionEnds = new long[Batch.MAX_ROWS];
    private final long[] peerStarts = new long[Batch.MAX_ROWS];
    private final long[] peerEnds = new long[Batch.MAX_ROWS];
    private final long[] denseRanks = new long[Batch.MAX_ROWS];
    private long first;
    private int count;
    private long lastPartition;
    private long lastPeers;
    private long lastDenseRank;

    RowPlaces(RowLog log) {
        this.log = log;
    }

    private static boolean[] partitionFlags(Batch rows) {
        return ((BooleanVector) rows.column(rows.columnCount() - 2)).values();
    }

    private static boolean[] peerFlags(Batch rows) {
        return ((BooleanVector) rows.column(rows.columnCount() - 1)).values();
    }

    /** The place of the first row that begins a partition, or {@link BlockHead#NONE}. */
    static int firstPartition(Batch rows) {
        return firstSet(partitionFlags(rows), rows.rowCount());
    }

    /** The place of the first row that differs in order from the one before it, or {@link BlockHead#NONE}. */
    static int firstPeers(Batch rows) {
        return firstSet(peerFlags(rows), rows.rowCount());
    }

    private static int firstSet(boolean[] flags, int count) {
        for (int row = 0; row < count; row++) {
            if (flags[row]) {
                return row;
            }
        }
        return BlockHead.NONE;
    }

    /** Goes on to the next block of the log. Where the end of the last partition is not known yet, it is the end of the log. */
    void moveTo(LogBlock block, Batch rows) {
        first = block.first();
        count = block.count();
        fillStarts(partitionFlags(rows), peerFlags(rows));
        fillEnds(partitionFlags(rows), orEnd(log.nextPartition(block)), partitionEnds);
        fillEnds(peerFlags(rows), orEnd(log.nextPeers(block)), peerEnds);
    }

    private long orEnd(long start) {
        return start == LogBlock.NONE ? log.end() : start;
    }

    private void fillStarts(boolean[] partitions, boolean[] peers) {
        for (int row = 0; row < count; row++) {
            if (partitions[row]) {
                lastPartition = first + row;
                lastDenseRank = 0;
            }
            if (peers[row]) {
                lastPeers = first + row;
                lastDenseRank++;
            }
            partitionStarts[row] = lastPartition;
            peerStarts[row] = lastPeers;
            denseRanks[row] = lastDenseRank;
        }
    }

    private void fillEnds(boolean[] starts, long end, long[] ends) {
        long next = end;
        for (int row = count - 1; row >= 0; row--) {
            ends[row] = next;
            next = starts[row] ? first + row : next;
        }
    }

    /** The number of the block's first row. */
    long first() {
        return first;
    }

    int count() {
        return count;
    }

    long partitionStart(int row) {
        return partitionStarts[row];
    }

    long partitionEnd(int row) {
        return partitionEnds[row];
    }

    long peerStart(int row) {
        return peerStarts[row];
    }

    long peerEnd(int row) {
        return peerEnds[row];
    }

    long denseRank(int row) {
        return denseRanks[row];
    }
}
