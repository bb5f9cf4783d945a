package io.weft.runner.join;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kept lists, maps and structs. They are compared as their encodings, which are columns of their own. */
final class StoredNested extends StoredColumn {
    private final Type type;
    private @Nullable Vector[] vectors = new Vector[0];

    StoredNested(Type type) {
        this.type = type;
    }

    @Override
    void put(int chunk, int room, Vector vector) {
        if (vectors.length < room) {
            vectors = Arrays.copyOf(vectors, room);
        }
        vectors[chunk] = vector;
    }

    @Override
    void remove(int chunk) {
        vectors[chunk] = null;
    }

    @Override
    Vector gather(int[] rows, int count) {
        VectorBuilder builder = VectorBuilder.of(type, count);
        for (int index = 0; index < count; index++) {
            int row = rows[index];
            if (row < 0) {
                builder.appendNull();
            } else {
                builder.append(vectors[row >>> RowAddress.BITS], row & RowAddress.MASK);
            }
        }
        return builder.build();
    }

    @Override
    void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs) {
        throw new IllegalStateException("Values of the type %s are compared as encodings".formatted(type));
    }
}
