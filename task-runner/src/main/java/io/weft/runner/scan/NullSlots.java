package io.weft.runner.scan;

/** Makes room for nulls among values that lie one after the other. Works from the end, so that one array is enough. */
final class NullSlots {
    private NullSlots() {}

    static void spread(int[] values, boolean[] nulls, int from, int count, int present) {
        int source = from + present;
        for (int slot = from + count - 1; slot >= from; slot--) {
            values[slot] = nulls[slot] ? 0 : values[--source];
        }
    }

    static void spread(long[] values, boolean[] nulls, int from, int count, int present) {
        int source = from + present;
        for (int slot = from + count - 1; slot >= from; slot--) {
            values[slot] = nulls[slot] ? 0 : values[--source];
        }
    }

    static void spread(double[] values, boolean[] nulls, int from, int count, int present) {
        int source = from + present;
        for (int slot = from + count - 1; slot >= from; slot--) {
            values[slot] = nulls[slot] ? 0 : values[--source];
        }
    }

    static void spread(boolean[] values, boolean[] nulls, int from, int count, int present) {
        int source = from + present;
        for (int slot = from + count - 1; slot >= from; slot--) {
            values[slot] = !nulls[slot] && values[--source];
        }
    }
}
