package io.weft.runner.kernel;

/**
 * Selects the rows whose ints lie in a range, or do not.
 *
 * <p>There is no branch to mispredict, however many rows qualify: a row is written in any case, and the place for the next moves on by a flag. A
 * value lies in a range that is not empty where its distance from the least, unsigned, is at most the width, and the flag is the borrow of that
 * subtraction. Over all rows the flags are found first, in a loop of their own, because that one becomes vector instructions.
 */
final class IntRanges {
    private IntRanges() {}

    /**
     * Writes those of the first {@code count} rows that qualify, and returns their number.
     *
     * @param outside 0 to select the rows inside the range, 1 for those outside
     */
    static int all(int[] values, int least, int greatest, int outside, int count, int[] flags, int[] out) {
        flag(values, least, greatest, outside, count, flags);
        int found = 0;
        for (int row = 0; row < count; row++) {
            out[found] = row;
            found += flags[row];
        }
        return found;
    }

    private static void flag(int[] values, int least, int greatest, int outside, int count, int[] flags) {
        int width = greatest - least;
        for (int row = 0; row < count; row++) {
            int distance = values[row] - least;
            int isOutside = ((~width & distance) | ((~width | distance) & (width - distance))) >>> 31;
            flags[row] = 1 ^ isOutside ^ outside;
        }
    }

    /** Writes those of the rows at {@code positions} that qualify, and returns their number. */
    static int among(int[] values, int least, int greatest, int outside, int[] positions, int count, int[] out) {
        int width = greatest - least;
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            out[found] = row;
            int distance = values[row] - least;
            int isOutside = ((~width & distance) | ((~width | distance) & (width - distance))) >>> 31;
            found += (1 ^ isOutside ^ outside);
        }
        return found;
    }
}
