package io.weft.runner.join;

import io.weft.runner.vector.EncodedValues;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One column of kept rows: a vector for each chunk. The loops go over rows of any chunks. */
abstract sealed class StoredColumn
        permits StoredBooleans, StoredInts, StoredLongs, StoredDoubles, StoredDecimals, StoredBytes, StoredNested {
    private static final int FIRST_CHUNKS = 16;

    private boolean[] @Nullable [] nulls = new boolean[FIRST_CHUNKS][];
    private boolean hasNulls;
    private int chunks;

    /** No rows yet of this type. */
    static StoredColumn of(Type type) {
        VectorKind kind = VectorKind.of(type);
        return switch (kind) {
            case BOOLEAN -> new StoredBooleans();
            case INT -> new StoredInts();
            case LONG -> new StoredLongs();
            case DOUBLE -> new StoredDoubles();
            case DECIMAL -> new StoredDecimals();
            case BYTES -> new StoredBytes();
            case LIST, MAP, STRUCT -> new StoredNested(type);
        };
    }

    /** Whether values of the type can be compared by {@link #markDifferent}. */
    static boolean isComparable(Type type) {
        return !EncodedValues.areNeeded(VectorKind.of(type));
    }

    /** Takes the next chunk's vector. */
    final void add(Vector vector) {
        if (chunks == nulls.length) {
            nulls = Arrays.copyOf(nulls, 2 * chunks);
        }
        nulls[chunks] = vector.nulls();
        hasNulls |= vector.nulls() != null;
        put(chunks, nulls.length, vector);
        chunks++;
    }

    /** Lets a chunk's vector go; its number stays taken. */
    final void drop(int chunk) {
        nulls[chunk] = null;
        remove(chunk);
    }

    /** Keeps the vector as that of this chunk, of {@code room} chunks for which there are arrays from now on. */
    abstract void put(int chunk, int room, Vector vector);

    abstract void remove(int chunk);

    /** The values of these rows, in their order, null where there is no row. */
    abstract Vector gather(int[] rows, int count);

    /**
     * Compares probe rows with kept rows, none of them null: for the place {@code index} in {@code indexes} the row at {@code positions[index]} of the
     * vector with {@code rows[index]}. Sets the flag of the place in {@code indexes} where they differ.
     */
    abstract void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs);

    /** The null flags of these rows, or null where all are present. */
    final boolean @Nullable [] nullsAt(int[] rows, int count) {
        int signs = 0;
        for (int index = 0; index < count; index++) {
            signs |= rows[index];
        }
        if (signs >= 0 && !hasNulls) {
            return null;
        }
        boolean[] flags = new boolean[count];
        boolean any = false;
        for (int index = 0; index < count; index++) {
            flags[index] = isNull(rows[index]);
            any |= flags[index];
        }
        return any ? flags : null;
    }

    private boolean isNull(int row) {
        if (row < 0) {
            return true;
        }
        boolean[] chunk = nulls[row >>> RowAddress.BITS];
        return chunk != null && chunk[row & RowAddress.MASK];
    }
}
