package io.weft.runner.sort;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.type.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges rows that are in order in several places, by a tree of losers: each inner node holds the cursor that lost there, so that going
 * forward with the winner asks one question a level.
 */
final class RunMerge {
    /** Rows that are picked before they are copied, a column at a time. */
    private static final int MOST_PICKED = 512;

    private final BatchBuilder builder;
    private final long limit;

    /** Those over are null. */
    private final @Nullable RunCursor[] cursors;

    /** By node, from 1, the number of the cursor that lost there; at 0 the winner. */
    private final int[] losers;

    private final Batch[] picked = new Batch[MOST_PICKED];
    private final int[] pickedRows = new int[MOST_PICKED];
    private int pickedCount;
    private int left;
    private long merged;

    /** The row picked last. */
    private @Nullable RowKeys lastKeys;

    private int lastRow;

    /**
     * Begins to merge.
     *
     * @param limit rows to give, at most
     */
    RunMerge(List<? extends Type> types, List<? extends RunCursor> cursors, long limit) {
        this.builder = new BatchBuilder(types);
        this.limit = limit;
        this.cursors = cursors.toArray(new RunCursor[0]);
        this.losers = new int[Math.max(1, this.cursors.length)];
        this.left = this.cursors.length;
        int skip = common(cursors);
        cursors.forEach(cursor -> cursor.skip(skip));
        play();
    }

    /** How many bytes all keys between the first and the last ones have in common, as far as these are known. */
    private static int common(List<? extends RunCursor> cursors) {
        if (cursors.isEmpty()) {
            return 0;
        }
        byte[] some = cursors.get(0).first();
        int common = some.length;
        for (RunCursor cursor : cursors) {
            for (byte[] key : List.of(cursor.first(), cursor.last())) {
                int mismatch = Arrays.mismatch(some, key);
                common = mismatch < 0 ? common : Math.min(common, mismatch);
            }
        }
        return common;
    }

    private void play() {
        Arrays.fill(losers, -1);
        for (int number = cursors.length - 1; number >= 0; number--) {
            // The first to come to a node waits there for the other.
            int winner = number;
            int node = (number + cursors.length) / 2;
            while (node > 0 && losers[node] >= 0) {
                int other = losers[node];
                if (isBefore(other, winner)) {
                    losers[node] = winner;
                    winner = other;
                }
                node /= 2;
            }
            losers[node] = winner;
        }
    }

    private boolean isBefore(int number, int other) {
        RunCursor one = cursors[number];
        RunCursor two = cursors[other];
        return one != null && (two == null || one.isBefore(two));
    }

    private void replay(int number) {
        int winner = number;
        for (int node = (number + cursors.length) / 2; node > 0; node /= 2) {
            int other = losers[node];
            if (isBefore(other, winner)) {
                losers[node] = winner;
                winner = other;
            }
        }
        losers[0] = winner;
    }

    /**
     * The next rows, in a batch of their own; null when there are no more.
     *
     * @param mostBytes of the batch, about; it has at least one row
     */
    @Nullable Batch next(long mostBytes) {
        long bytes = 0;
        while (left > 0 && merged < limit && bytes < mostBytes && rows() < Batch.MAX_ROWS) {
            bytes += pick();
        }
        gather();
        return builder.isEmpty() ? null : builder.build();
    }

    private int rows() {
        return builder.rowCount() + pickedCount;
    }

    /** Picks the winner's row and goes on to its next; returns about how many bytes the row has. */
    private int pick() {
        int number = losers[0];
        RunCursor winner = cursors[number];
        if (winner == null) {
            throw new IllegalStateException("The winner is over");
        }
        int bytes = winner.chunk.rowBytes();
        picked[pickedCount] = winner.chunk.rows();
        pickedRows[pickedCount++] = winner.row;
        merged++;
        lastKeys = winner.chunk.keys();
        lastRow = winner.row;
        if (!winner.step()) {
            gather();
            if (!winner.load()) {
                cursors[number] = null;
                left--;
            }
        } else if (pickedCount == MOST_PICKED) {
            gather();
        }
        replay(number);
        return bytes;
    }

    private void gather() {
        builder.append(picked, pickedRows, pickedCount);
        pickedCount = 0;
    }

    /** The number of rows given so far. */
    long merged() {
        return merged;
    }

    /** The key of the row to be given next, or its beginning where it is longer than {@code most} bytes. There must be one. */
    byte[] nextKey(int most) {
        RunCursor winner = cursors[losers[0]];
        if (winner == null) {
            throw new IllegalStateException("No row is left");
        }
        return winner.chunk.keys().copy(winner.row, most);
    }

    /** The key of the last row given, or its beginning where it is longer than {@code most} bytes. There must be one. */
    byte[] lastKey(int most) {
        if (lastKeys == null) {
            throw new IllegalStateException("No row was merged");
        }
        return lastKeys.copy(lastRow, most);
    }
}
