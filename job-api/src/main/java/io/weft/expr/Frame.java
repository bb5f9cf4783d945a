package io.weft.expr;

/**
 * The rows around a row that a function over a window sees. A bound is a distance from the row: negative before it, positive after it, 0 for the row
 * itself. Both bounds belong to the frame.
 */
public record Frame(Unit unit, long start, long end) {
    /** The bound at the first row of the partition. */
    public static final long UNBOUNDED_PRECEDING = Long.MIN_VALUE;

    /** The bound at the row itself, or, in a frame of values, at the first or last row that is equal to it in order. */
    public static final long CURRENT_ROW = 0;

    /** The bound at the last row of the partition. */
    public static final long UNBOUNDED_FOLLOWING = Long.MAX_VALUE;

    /** All rows of the partition. */
    public static final Frame WHOLE_PARTITION = new Frame(Unit.ROWS, UNBOUNDED_PRECEDING, UNBOUNDED_FOLLOWING);

    /** What a window with an order has where nothing else is said: all rows up to the last that is equal in order. */
    public static final Frame UP_TO_PEERS = new Frame(Unit.RANGE, UNBOUNDED_PRECEDING, CURRENT_ROW);

    /** In what distances are counted. */
    public enum Unit {
        /** In rows. */
        ROWS,
        /** In the value of the column that rows are ordered by. */
        RANGE
    }

    public Frame {
        if (start > end || start == UNBOUNDED_FOLLOWING || end == UNBOUNDED_PRECEDING) {
            throw new IllegalArgumentException("A frame from %d to %d".formatted(start, end));
        }
    }

    /** Whether it reaches back to the first row of the partition. */
    public boolean hasAllBefore() {
        return start == UNBOUNDED_PRECEDING;
    }

    /** Whether it reaches to the last row of the partition. */
    public boolean hasAllAfter() {
        return end == UNBOUNDED_FOLLOWING;
    }

    /** Whether a bound lies at a distance in values from that of the row. */
    public boolean hasValueBound() {
        return unit == Unit.RANGE && (isDistance(start) || isDistance(end));
    }

    private static boolean isDistance(long bound) {
        return bound != UNBOUNDED_PRECEDING && bound != CURRENT_ROW && bound != UNBOUNDED_FOLLOWING;
    }

    private static String written(long bound) {
        if (bound == UNBOUNDED_PRECEDING) {
            return "unbounded preceding";
        }
        if (bound == UNBOUNDED_FOLLOWING) {
            return "unbounded following";
        }
        if (bound == CURRENT_ROW) {
            return "current row";
        }
        return bound < 0 ? Long.toString(bound).substring(1) + " preceding" : bound + " following";
    }

    @Override
    public String toString() {
        return (unit == Unit.ROWS ? "rows" : "range") + " between " + written(start) + " and " + written(end);
    }
}
