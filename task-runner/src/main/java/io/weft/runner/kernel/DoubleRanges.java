package io.weft.runner.kernel;

/** Loops that select the rows the keys of whose doubles lie in a range, or do not: one loop for the first rows, one for some rows. */
final class DoubleRanges {
    private DoubleRanges() {}

    static int within(double[] values, long least, long greatest, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            long value = DoubleOrder.key(values[row]);
            out[found] = row;
            if (least <= value && value <= greatest) {
                found++;
            }
        }
        return found;
    }

    static int within(double[] values, long least, long greatest, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long value = DoubleOrder.key(values[row]);
            out[found] = row;
            if (least <= value && value <= greatest) {
                found++;
            }
        }
        return found;
    }

    static int outside(double[] values, long least, long greatest, int count, int[] out) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            long value = DoubleOrder.key(values[row]);
            out[found] = row;
            if (value < least || greatest < value) {
                found++;
            }
        }
        return found;
    }

    static int outside(double[] values, long least, long greatest, int[] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long value = DoubleOrder.key(values[row]);
            out[found] = row;
            if (value < least || greatest < value) {
                found++;
            }
        }
        return found;
    }
}
