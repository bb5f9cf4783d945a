package io.weft.runner.scan;

import java.util.Arrays;

/** Some of the rows of a row group, as rising ranges with gaps between them. */
final class RowRanges {
    private static final RowRanges NONE = new RowRanges(new long[0], 0);

    /** Pairs of the first row and the one behind the last. */
    private final long[] borders;

    private final int count;

    private RowRanges(long[] borders, int count) {
        this.borders = borders;
        this.count = count;
    }

    static RowRanges all(long rows) {
        return rows == 0 ? NONE : new RowRanges(new long[] {0, rows}, 1);
    }

    /** The rows of the pages that are flagged. */
    static RowRanges ofPages(PageIndex index, boolean[] isWanted) {
        Builder builder = new Builder();
        for (int page = 0; page < isWanted.length; page++) {
            if (isWanted[page]) {
                builder.add(index.firstRow(page), index.endRow(page));
            }
        }
        return builder.build();
    }

    /** The number of ranges. */
    int count() {
        return count;
    }

    long start(int range) {
        return borders[2 * range];
    }

    /** The row behind the range's last. */
    long end(int range) {
        return borders[2 * range + 1];
    }

    /** The number of rows in all ranges. */
    long rows() {
        long rows = 0;
        for (int range = 0; range < count; range++) {
            rows += end(range) - start(range);
        }
        return rows;
    }

    /** Whether one of the rows from {@code start} to before {@code end} is in a range. */
    boolean overlap(long start, long end) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle) <= start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < count && start(low) < end;
    }

    /** The rows that are in both. */
    RowRanges and(RowRanges other) {
        Builder builder = new Builder();
        for (int mine = 0, theirs = 0; mine < count && theirs < other.count; ) {
            long start = Math.max(start(mine), other.start(theirs));
            long end = Math.min(end(mine), other.end(theirs));
            if (start < end) {
                builder.add(start, end);
            }
            if (end(mine) < other.end(theirs)) {
                mine++;
            } else {
                theirs++;
            }
        }
        return builder.build();
    }

    /** The rows that are in one of them. */
    RowRanges or(RowRanges other) {
        Builder builder = new Builder();
        int mine = 0;
        int theirs = 0;
        while (mine < count || theirs < other.count) {
            boolean isMine = theirs == other.count || (mine < count && start(mine) <= other.start(theirs));
            if (isMine) {
                builder.add(start(mine), end(mine));
                mine++;
            } else {
                builder.add(other.start(theirs), other.end(theirs));
                theirs++;
            }
        }
        return builder.build();
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(borders, 2 * count));
    }

    /** Takes ranges by their rising starts; those that touch become one. */
    private static final class Builder {
        private long[] borders = new long[8];
        private int count;

        void add(long start, long end) {
            if (count > 0 && start <= borders[2 * count - 1]) {
                borders[2 * count - 1] = Math.max(end, borders[2 * count - 1]);
                return;
            }
            if (2 * count == borders.length) {
                borders = Arrays.copyOf(borders, 2 * borders.length);
            }
            borders[2 * count] = start;
            borders[2 * count + 1] = end;
            count++;
        }

        RowRanges build() {
            return count == 0 ? NONE : new RowRanges(borders, count);
        }
    }
}
