package io.weft.runner.window;

import io.weft.expr.Frame;

/** A row by its place in the frame: so many after the first, or the last. */
final class FrameRow implements RowReference {
    /** In place of a number: the last. */
    private static final long LAST = -1;

    private final FrameBounds bounds;
    private final long place;

    /** The row that the frame of the last row would have at the place, were it long enough. */
    private long candidate;

    private long nextCandidate;

    private FrameRow(FrameBounds bounds, long place) {
        this.bounds = bounds;
        this.place = place;
    }

    /** The row of the frame with this number, from 1. */
    static FrameRow nth(FrameBounds bounds, long number) {
        return new FrameRow(bounds, number - 1);
    }

    static FrameRow last(FrameBounds bounds) {
        return new FrameRow(bounds, LAST);
    }

    /** The first row of a frame that has its own row in it is known whatever comes behind. */
    @Override
    public Lookahead lookahead() {
        Frame frame = bounds.frame();
        boolean hasItsRow = !frame.hasValueBound() && frame.start() <= 0 && frame.end() >= 0;
        return place == 0 && hasItsRow ? Lookahead.NONE : bounds.lookahead();
    }

    @Override
    public void find(RowPlaces places, int from, int to, long[] rows) {
        for (int row = from; row < to; row++) {
            long length = bounds.end(row) - bounds.start(row);
            if (place == LAST) {
                rows[row - from] = length > 0 ? bounds.end(row) - 1 : NONE;
            } else {
                rows[row - from] = place < length ? bounds.start(row) + place : NONE;
            }
        }
        nextCandidate = place == LAST ? bounds.end(to - 1) : bounds.start(to - 1) + place;
        if (nextCandidate < bounds.start(to - 1)) {
            nextCandidate = Long.MAX_VALUE;
        }
    }

    @Override
    public void commit() {
        candidate = nextCandidate;
    }

    @Override
    public long earliest(long kept) {
        return bounds.frame().hasAllBefore() && candidate == kept ? Long.MAX_VALUE : candidate;
    }

    @Override
    public void leaveBefore(long row) {}
}
