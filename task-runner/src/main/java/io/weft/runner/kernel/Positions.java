package io.weft.runner.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Loops over rising positions of rows. Where {@code positions} is null, the first {@code count} rows are meant. The output may be the input's
 * array, since no loop writes ahead of where it reads.
 */
final class Positions {
    private Positions() {}

    /** Writes the given positions, and returns their number. */
    static int all(int @Nullable [] positions, int count, int[] out) {
        if (positions == null) {
            for (int row = 0; row < count; row++) {
                out[row] = row;
            }
        } else if (positions != out) {
            System.arraycopy(positions, 0, out, 0, count);
        }
        return count;
    }

    /** Writes those that are flagged, and returns their number. */
    static int where(boolean[] flags, int @Nullable [] positions, int count, int[] out) {
        return positions == null ? where(flags, count, out) : whereAmong(flags, positions, count, out);
    }

    private static int where(boolean[] flags, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            out[found] = row;
            if (flags[row]) {
                found++;
            }
        }
        return found;
    }

    private static int whereAmong(boolean[] flags, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            out[found] = row;
            if (flags[row]) {
                found++;
            }
        }
        return found;
    }

    /** Writes those that are not flagged, and returns their number. */
    static int whereNot(boolean[] flags, int @Nullable [] positions, int count, int[] out) {
        return positions == null ? whereNot(flags, count, out) : whereNotAmong(flags, positions, count, out);
    }

    private static int whereNot(boolean[] flags, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            out[found] = row;
            if (!flags[row]) {
                found++;
            }
        }
        return found;
    }

    private static int whereNotAmong(boolean[] flags, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            out[found] = row;
            if (!flags[row]) {
                found++;
            }
        }
        return found;
    }

    /** Writes those that are not among {@code removed}, a part of them, and returns their number. */
    static int without(int[] removed, int removedCount, int @Nullable [] positions, int count, int[] out) {
        int found = 0;
        int next = 0;
        for (int index = 0; index < count; index++) {
            int row = positions == null ? index : positions[index];
            if (next < removedCount && removed[next] == row) {
                next++;
            } else {
                out[found++] = row;
            }
        }
        return found;
    }

    /** Writes two disjoint lists as one; {@code out} is neither's array. */
    static int merge(int[] left, int leftCount, int[] right, int rightCount, int[] out) {
        int fromLeft = 0;
        int fromRight = 0;
        for (int index = 0; index < leftCount + rightCount; index++) {
            boolean takeLeft = fromRight == rightCount || (fromLeft < leftCount && left[fromLeft] < right[fromRight]);
            out[index] = takeLeft ? left[fromLeft++] : right[fromRight++];
        }
        return leftCount + rightCount;
    }
}
