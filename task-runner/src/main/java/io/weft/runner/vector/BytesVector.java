package io.weft.runner.vector;

/**
 * The values of a string column, as UTF-8, or of a binary column: either bytes of its own or ids into a dictionary. In both forms one array holds the bytes
 * of all rows, so that a loop can be written once for both.
 */
public sealed interface BytesVector extends Vector permits PlainBytesVector, CodedBytesVector {
    /** Where the values lie, to be read only. */
    byte[] bytes();

    /** Where the value of the row begins in {@link #bytes}. */
    int start(int row);

    /** The number of bytes of the row's value. */
    int length(int row);

    @Override
    default VectorKind kind() {
        return VectorKind.BYTES;
    }

    @Override
    BytesVector take(int[] positions, int count);
}
