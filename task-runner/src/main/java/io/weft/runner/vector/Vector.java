package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/**
 * One column's values in a batch, immutable once built.
 *
 * <p>The arrays that a vector hands out are its own: a caller reads them and does not write or keep them longer than the
 * batch is valid. They may be longer than {@link #size}; what lies beyond means nothing. The slot of a null holds zero (no bytes,
 * id 0), so that loops may compute with it and drop the result.
 */
public sealed interface Vector
        permits BooleanVector,
                IntVector,
                LongVector,
                DoubleVector,
                DecimalVector,
                BytesVector,
                ListVector,
                MapVector,
                StructVector {
    /** The number of slots, nulls included. */
    int size();

    /** One flag a slot, true where it is null; null where the vector certainly has no nulls. */
    boolean @Nullable [] nulls();

    default boolean isNull(int row) {
        boolean[] nulls = nulls();
        return nulls != null && nulls[row];
    }

    VectorKind kind();

    /** A new vector of the slots at the first {@code count} of {@code positions}, in that order; shares dictionaries only. */
    Vector take(int[] positions, int count);

    /** Bytes of heap that the vector's arrays hold, without a dictionary, which is shared. */
    long retainedBytes();
}
