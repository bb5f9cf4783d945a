package io.weft.runner.kernel;

/** Loops over 64-bit integers, for bigints and narrow decimals. Each returns whether some row overflowed; that row's value is then meaningless. */
final class LongLoops {
    private LongLoops() {}

    static boolean add(long[] left, long[] right, long[] out, int size) {
        long overflow = 0;
        for (int row = 0; row < size; row++) {
            long sum = left[row] + right[row];
            out[row] = sum;
            overflow |= (left[row] ^ sum) & (right[row] ^ sum);
        }
        return overflow < 0;
    }

    static boolean subtract(long[] left, long[] right, long[] out, int size) {
        long overflow = 0;
        for (int row = 0; row < size; row++) {
            long difference = left[row] - right[row];
            out[row] = difference;
            overflow |= (left[row] ^ right[row]) & (left[row] ^ difference);
        }
        return overflow < 0;
    }

    static boolean multiply(long[] left, long[] right, long[] out, int size) {
        long overflow = 0;
        for (int row = 0; row < size; row++) {
            long product = left[row] * right[row];
            out[row] = product;
            overflow |= Math.multiplyHigh(left[row], right[row]) ^ (product >> 63);
        }
        return overflow != 0;
    }

    static boolean multiply(long[] values, long factor, long[] out, int size) {
        long overflow = 0;
        for (int row = 0; row < size; row++) {
            long product = values[row] * factor;
            out[row] = product;
            overflow |= Math.multiplyHigh(values[row], factor) ^ (product >> 63);
        }
        return overflow != 0;
    }
}
