package io.weft.runner.scan;

import org.apache.parquet.io.ParquetDecodingException;

/**
 * The values of a page without its nulls, in order. One class an encoding; it has the methods of the physical types that the encoding is
 * for, and a call of another is the error of a file that claims so. A value that is not there any more is an unchecked exception.
 */
abstract class PageValues {
    void booleans(boolean[] target, int from, int count) {
        throw notFor("booleans");
    }

    void ints(int[] target, int from, int count) {
        throw notFor("integers of 32 bits");
    }

    void longs(long[] target, int from, int count) {
        throw notFor("integers of 64 bits");
    }

    /** Values of binary32, as the doubles that they are. */
    void floats(double[] target, int from, int count) {
        throw notFor("floats");
    }

    void doubles(double[] target, int from, int count) {
        throw notFor("doubles");
    }

    /** Byte strings, those of a fixed length too: appended to the target, their lengths put into its slots from there on. */
    void bytes(BytesBuffer target, int from, int count) {
        throw notFor("byte strings");
    }

    /** Passes so many values. */
    abstract void skip(int count);

    private ParquetDecodingException notFor(String what) {
        return new ParquetDecodingException("%s in an encoding that is not for them".formatted(what));
    }
}
