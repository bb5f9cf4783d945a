package io.weft.runner.window;

/** Which row another row's value comes from. Never a row before that of an earlier one. */
interface RowReference {
    /** In place of a row where there is none. */
    long NONE = -1;

    Lookahead lookahead();

    /** Puts the row for each of some rows of a block into the array; they may be asked for again until {@link #commit}. */
    void find(RowPlaces places, int from, int to, long[] rows);

    /** Goes on to the rows after those found last. */
    void commit();

    /**
     * The first row that may be asked for, or looked at, for later rows.
     *
     * @param kept the row whose value need not be read again
     */
    long earliest(long kept);

    /** Lets rows go that come before this one. */
    void leaveBefore(long row);
}
