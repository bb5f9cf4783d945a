package io.weft.runner.kernel;

/** Loops that select the rows whose ints lie in a range, or do not: one loop for the first rows, one for some rows. */
final class IntRanges {
    private IntRanges() {}

    static int within(int[] values, int least, int greatest, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            int value = values[row];
            out[found] = row;
            if (least <= value && value <= greatest) {
                found++;
            }
        }
        return found;
    }

    static int within(int[] values, int least, int greatest, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            int value = values[row];
            out[found] = row;
            if (least <= value && value <= greatest) {
                found++;
            }
        }
        return found;
    }

    static int outside(int[] values, int least, int greatest, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            int value = values[row];
            out[found] = row;
            if (value < least || greatest < value) {
                found++;
            }
        }
        return found;
    }

    static int outside(int[] values, int least, int greatest, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            int value = values[row];
            out[found] = row;
            if (value < least || greatest < value) {
                found++;
            }
        }
        return found;
    }
}
