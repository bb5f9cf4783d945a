package io.weft.runner.kernel;

/** Selects the rows whose 64-bit integers lie in a range, or do not, in the manner of {@link IntRanges}. */
final class LongRanges {
    private LongRanges() {}

    /**
     * Writes those of the first {@code count} rows that qualify, and returns their number.
     *
     * @param outside 0 to select the rows inside the range, 1 for those outside
     */
    static int all(long[] values, long least, long greatest, long outside, int count, long[] flags, int[] out) {
        flag(values, least, greatest, outside, count, flags);
        int found = 0;
        for (int row = 0; row < count; row++) {
            out[found] = row;
            found += (int) flags[row];
        }
        return found;
    }

    private static void flag(long[] values, long least, long greatest, long outside, int count, long[] flags) {
        long width = greatest - least;
        for (int row = 0; row < count; row++) {
            long distance = values[row] - least;
            long isOutside = ((~width & distance) | ((~width | distance) & (width - distance))) >>> 63;
            flags[row] = 1 ^ isOutside ^ outside;
        }
    }

    /** Writes those of the rows at {@code positions} that qualify, and returns their number. */
    static int among(long[] values, long least, long greatest, long outside, int[] positions, int count, int[] out) {
        long width = greatest - least;
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            out[found] = row;
            long distance = values[row] - least;
            long isOutside = ((~width & distance) | ((~width | distance) & (width - distance))) >>> 63;
            found += (int) (1 ^ isOutside ^ outside);
        }
        return found;
    }
}
