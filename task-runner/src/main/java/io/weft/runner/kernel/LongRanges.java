package io.weft.runner.kernel;

/** Loops that select the rows whose 64-bit integers lie in a range, or do not: one loop for the first rows, one for some rows. */
final class LongRanges {
    private LongRanges() {}

    static int within(long[] values, long least, long greatest, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            long value = values[row];
            out[found] = row;
            if (least <= value && value <= greatest) {
                found++;
            }
        }
        return found;
    }

    static int within(long[] values, long least, long greatest, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long value = values[row];
            out[found] = row;
            if (least <= value && value <= greatest) {
                found++;
            }
        }
        return found;
    }

    static int outside(long[] values, long least, long greatest, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            long value = values[row];
            out[found] = row;
            if (value < least || greatest < value) {
                found++;
            }
        }
        return found;
    }

    static int outside(long[] values, long least, long greatest, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long value = values[row];
            out[found] = row;
            if (value < least || greatest < value) {
                found++;
            }
        }
        return found;
    }
}
