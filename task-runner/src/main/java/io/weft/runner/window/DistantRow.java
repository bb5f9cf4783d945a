package io.weft.runner.window;

/** The row so many before a row, or so many after it. */
final class DistantRow implements RowReference {
    private final long distance;
    private long earliest;
    private long nextEarliest;

    /** @param distance negative for rows before */
    DistantRow(long distance) {
        this.distance = distance;
    }

    @Override
    public Lookahead lookahead() {
        return Lookahead.ofRows(distance);
    }

    @Override
    public void find(RowPlaces places, int from, int to, long[] rows) {
        for (int row = from; row < to; row++) {
            long here = places.first() + row;
            long before = here - places.partitionStart(row);
            long after = places.partitionEnd(row) - 1 - here;
            rows[row - from] = distance >= -before && distance <= after ? here + distance : NONE;
        }
        long next = places.first() + to;
        long before = next - places.partitionStart(to - 1);
        nextEarliest = distance < -before ? next - before : next + Math.min(0, distance);
    }

    @Override
    public void commit() {
        earliest = nextEarliest;
    }

    @Override
    public long earliest(long kept) {
        return earliest;
    }

    @Override
    public void leaveBefore(long row) {}
}
