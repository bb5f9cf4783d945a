package io.weft.runner.scan;

/**
 * The values of a page without its nulls, in order. Only the methods of the column's physical type may be called. A value that is not
 * there any more is an unchecked exception.
 */
interface PageValues {
    void booleans(boolean[] target, int from, int count);

    void ints(int[] target, int from, int count);

    void longs(long[] target, int from, int count);

    void floats(float[] target, int from, int count);

    void doubles(double[] target, int from, int count);

    void bytes(BytesConsumer target, int count);
}
