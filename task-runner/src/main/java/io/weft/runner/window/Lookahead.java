package io.weft.runner.window;

/**
 * What of the rows behind it a row has to wait for.
 *
 * @param rows so many, or as many as the partition has
 * @param extent how far the rows go of which the end has to be known
 */
record Lookahead(long rows, Extent extent) {
    static final Lookahead NONE = new Lookahead(0, Extent.ROW);
    static final Lookahead PEERS = new Lookahead(0, Extent.PEERS);
    static final Lookahead PARTITION = new Lookahead(0, Extent.PARTITION);

    /** What has to be known as a whole. */
    enum Extent {
        /** The row. */
        ROW,
        /** The rows that are equal to it in order. */
        PEERS,
        /** Its partition. */
        PARTITION
    }

    static Lookahead ofRows(long rows) {
        return new Lookahead(Math.max(0, rows), Extent.ROW);
    }

    /** What both wait for. */
    Lookahead and(Lookahead other) {
        Extent wider = extent.compareTo(other.extent) > 0 ? extent : other.extent;
        return new Lookahead(Math.max(rows, other.rows), wider);
    }
}
