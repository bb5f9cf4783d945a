package io.weft.runner.window;

import io.weft.expr.Frame;
import io.weft.expr.SortColumn;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows belong to the frames of one block's rows: from a start to an end, the row after the last. Neither ever falls from row to row. */
final class FrameBounds {
    private final Frame frame;

    /** The column that distances in values are measured in. */
    private final int column;

    private final @Nullable ValueBound startFinder;
    private final @Nullable ValueBound endFinder;
    private final long[] starts = new long[Batch.MAX_ROWS];
    private final long[] ends = new long[Batch.MAX_ROWS];
    private long lastPartition;

    /**
     * The bounds of a frame.
     *
     * @param types of the rows' columns
     * @param order what the rows of a partition are ordered by; one column where distances are in values
     */
    FrameBounds(Frame frame, RowLog log, List<? extends Type> types, List<SortColumn> order) {
        this.frame = frame;
        if (!frame.hasValueBound()) {
            column = -1;
            startFinder = null;
            endFinder = null;
            return;
        }
        SortColumn by = order.get(0);
        Type type = types.get(by.index());
        column = by.index();
        startFinder = isDistance(frame.start())
                ? ValueBound.start(log, column, ValueOrder.of(type, by.order(), frame.start()))
                : null;
        endFinder = isDistance(frame.end())
                ? ValueBound.end(log, column, ValueOrder.of(type, by.order(), frame.end()))
                : null;
    }

    private static boolean isDistance(long bound) {
        return bound != Frame.UNBOUNDED_PRECEDING && bound != Frame.CURRENT_ROW && bound != Frame.UNBOUNDED_FOLLOWING;
    }

    Frame frame() {
        return frame;
    }

    /** What rows have to wait for, beside {@link #isKnown}. */
    Lookahead lookahead() {
        if (frame.hasAllAfter()) {
            return Lookahead.PARTITION;
        }
        return frame.unit() == Frame.Unit.ROWS ? Lookahead.ofRows(frame.end()) : Lookahead.PEERS;
    }

    /**
     * Whether the end can be found of the frame of a row, whose peers are known.
     *
     * @param last the value of the last row that is known, which is of the same partition
     */
    boolean isKnown(Batch rows, int row, Vector last) {
        if (endFinder == null || rows.column(column).isNull(row)) {
            return true;
        }
        return endFinder.isBehind(rows.column(column), row, last);
    }

    /** Whether it has to be asked that at all. */
    boolean looksForEnds() {
        return endFinder != null;
    }

    /** Goes on to the next block of the log. */
    void moveTo(RowPlaces places, Batch rows) {
        lastPartition = places.partitionStart(places.count() - 1);
        if (frame.unit() == Frame.Unit.ROWS) {
            fillRows(places);
        } else {
            fillStarts(places, rows);
            fillEnds(places, rows);
        }
    }

    private void fillRows(RowPlaces places) {
        for (int row = 0; row < places.count(); row++) {
            long partition = places.partitionStart(row);
            long end = places.partitionEnd(row);
            long here = places.first() + row;
            long start = frame.hasAllBefore() ? partition : within(here, frame.start(), partition, end);
            starts[row] = start;
            ends[row] = frame.hasAllAfter() ? end : Math.max(start, within(here + 1, frame.end(), partition, end));
        }
    }

    /** The row at a distance, or the nearest that is within the partition or directly after it. */
    private static long within(long row, long distance, long from, long to) {
        long sum = row + distance;
        if (distance > 0 && sum < row) {
            return to;
        }
        return Math.max(from, Math.min(to, sum));
    }

    private void fillStarts(RowPlaces places, Batch rows) {
        for (int row = 0; row < places.count(); row++) {
            if (frame.hasAllBefore()) {
                starts[row] = places.partitionStart(row);
            } else if (startFinder == null || rows.column(column).isNull(row)) {
                starts[row] = places.peerStart(row);
            } else {
                starts[row] = startFinder.find(
                        rows.column(column), row, places.partitionStart(row), places.partitionEnd(row));
            }
        }
    }

    private void fillEnds(RowPlaces places, Batch rows) {
        for (int row = 0; row < places.count(); row++) {
            if (frame.hasAllAfter()) {
                ends[row] = places.partitionEnd(row);
            } else if (endFinder == null || rows.column(column).isNull(row)) {
                ends[row] = places.peerEnd(row);
            } else {
                ends[row] =
                        endFinder.find(rows.column(column), row, places.partitionStart(row), places.partitionEnd(row));
            }
            ends[row] = Math.max(starts[row], ends[row]);
        }
    }

    long start(int row) {
        return starts[row];
    }

    long end(int row) {
        return ends[row];
    }

    /** The first row that may be looked at for the rows of later blocks. */
    long earliest() {
        long start = startFinder == null ? Long.MAX_VALUE : startFinder.earliest();
        long end = endFinder == null ? Long.MAX_VALUE : endFinder.earliest();
        return Math.max(lastPartition, Math.min(start, end));
    }

    /** Lets rows go that come before this one. */
    void leaveBefore(long row) {
        if (startFinder != null) {
            startFinder.leaveBefore(row);
        }
        if (endFinder != null) {
            endFinder.leaveBefore(row);
        }
    }
}
