package io.weft.runner.window;

import io.weft.runner.vector.Vector;

/** Computes columns for the rows of one block after another, for some of them at a time. */
interface WindowEvaluator {
    /** What rows have to wait for before they are computed. */
    Lookahead lookahead();

    /**
     * Computes the columns for some rows of a block. They may be asked for again, or fewer of them, until {@link #commit}.
     *
     * @param from the place of the first in the block
     * @param to the place after the last
     * @param results takes a vector for each of the columns, at its own number
     * @return false where that would take too much memory; one row at a time is never refused
     */
    boolean evaluate(RowPlaces places, int from, int to, Vector[] results);

    /** Goes on to the rows after those computed last. */
    void commit();

    /** The first row that may be looked at for the rows after those committed; beyond all rows where none will be. */
    long earliest();

    /** Lets rows go that come before this one. */
    void leaveBefore(long row);
}
