package io.weft.runner.window;

import io.weft.expr.Expression;
import io.weft.runner.vector.Vector;

/** The first or last row of the frame whose value is not null. */
final class PresentRow implements RowReference {
    private final FrameBounds bounds;
    private final ValueReader values;
    private final Which which;

    /** The row that is looked at next; of the first one, the row itself where it has been found. */
    private long next;

    private long nextNext;

    /** The last row that has been found to have a value. */
    private long found = NONE;

    private long nextFound = NONE;

    /** The start of the last row's frame. */
    private long start;

    private long nextStart;

    /** Which of the rows. */
    enum Which {
        FIRST,
        LAST
    }

    PresentRow(Which which, FrameBounds bounds, RowLog log, Expression value) {
        this.which = which;
        this.bounds = bounds;
        this.values = new ValueReader(log, value);
    }

    @Override
    public Lookahead lookahead() {
        return bounds.lookahead();
    }

    @Override
    public void find(RowPlaces places, int from, int to, long[] rows) {
        nextNext = next;
        nextFound = found;
        for (int row = from; row < to; row++) {
            rows[row - from] = which == Which.FIRST ? first(row) : last(row);
        }
        nextStart = bounds.start(to - 1);
    }

    private long first(int row) {
        long end = bounds.end(row);
        if (nextFound >= bounds.start(row)) {
            return nextFound < end ? nextFound : NONE;
        }
        nextNext = Math.max(nextNext, bounds.start(row));
        while (nextNext < end) {
            long found = present(end);
            if (found != NONE) {
                nextFound = found;
                return found;
            }
        }
        return NONE;
    }

    private long last(int row) {
        long end = bounds.end(row);
        nextNext = Math.max(nextNext, bounds.start(row));
        while (nextNext < end) {
            long found = present(end);
            nextFound = found == NONE ? nextFound : found;
        }
        return nextFound >= bounds.start(row) && nextFound < end ? nextFound : NONE;
    }

    /** Goes behind the next row with a value that is in the same block and before {@code end}, and gives it. */
    private long present(long end) {
        Vector block = values.moveTo(nextNext);
        long last = Math.min(end, values.blockEnd());
        for (int place = values.place(nextNext); nextNext < last; place++) {
            nextNext++;
            if (!block.isNull(place)) {
                return nextNext - 1;
            }
        }
        return NONE;
    }

    @Override
    public void commit() {
        next = nextNext;
        found = nextFound;
        start = nextStart;
    }

    @Override
    public long earliest(long kept) {
        boolean readAgain = found >= start && found != kept;
        if (which == Which.FIRST
                && found >= start
                && !readAgain
                && bounds.frame().hasAllBefore()) {
            return Long.MAX_VALUE;
        }
        return readAgain ? found : Math.max(next, start);
    }

    @Override
    public void leaveBefore(long row) {
        values.leaveBefore(row);
    }
}
