package io.weft.runner.window;

import io.weft.runner.vector.Vector;

/** Finds where the rows of a frame begin or end whose bound lies at a distance in values. It goes forward only, within and across partitions. */
final class ValueBound {
    private final LogCursor cursor;
    private final int column;
    private final ValueOrder order;

    /** The place that a row's value has to have, to be behind what is looked for: at the bound is enough for a start, not for an end. */
    private final int least;

    private long next;

    private ValueBound(LogCursor cursor, int column, ValueOrder order, int least) {
        this.cursor = cursor;
        this.column = column;
        this.order = order;
        this.least = least;
    }

    /** Where frames begin: at the first row that is not before the bound. */
    static ValueBound start(RowLog log, int column, ValueOrder order) {
        return new ValueBound(new LogCursor(log), column, order, 0);
    }

    /** Where frames end: at the first row that is behind the bound. */
    static ValueBound end(RowLog log, int column, ValueOrder order) {
        return new ValueBound(new LogCursor(log), column, order, 1);
    }

    /** The bound for a row whose value is not null, looked for between two places. */
    long find(Vector values, int row, long from, long to) {
        order.bind(values, row);
        next = Math.max(next, from);
        while (next < to) {
            cursor.moveTo(next);
            Vector seen = cursor.rows().column(column);
            long end = Math.min(to, cursor.block().end());
            int place = cursor.place(next);
            while (next < end && order.place(seen, place) < least) {
                next++;
                place++;
            }
            if (next < end) {
                return next;
            }
        }
        return next;
    }

    /** Whether a row, such as the last that is known, is behind the bound of another: then that bound can be found. */
    boolean isBehind(Vector values, int row, Vector last) {
        order.bind(values, row);
        return order.place(last, 0) >= least;
    }

    /** The first row that may be looked at for later rows. */
    long earliest() {
        return next;
    }

    void leaveBefore(long row) {
        cursor.leaveBefore(row);
    }
}
