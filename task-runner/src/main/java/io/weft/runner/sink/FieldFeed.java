package io.weft.runner.sink;

import io.weft.runner.vector.Vector;

/** Hands vectors of one column to parquet-column's writers of its leaves. */
interface FieldFeed {
    /** Writes the slots at so many positions, from number {@code from} on. Keeps nothing of the vector. */
    void write(Vector vector, int[] positions, int from, int count);
}
