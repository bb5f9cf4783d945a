package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a vector together from rows of others; a row that is taken from none is null. */
final class Assembly {
    private final VectorBuilder builder;
    /** Which of the vectors each row is taken from, counted from 1. */
    private final int[] sources = new int[Batch.MAX_ROWS];

    private final List<Vector> vectors = new ArrayList<>();

    Assembly(Type type) {
        builder = VectorBuilder.of(type, Batch.MAX_ROWS);
    }

    void start(int rows) {
        vectors.clear();
        Arrays.fill(sources, 0, rows, 0);
    }

    /** Takes rows from a vector, which must not change before {@link #build}. */
    void take(Vector vector, int @Nullable [] positions, int count) {
        vectors.add(vector);
        int source = vectors.size();
        for (int index = 0; index < count; index++) {
            sources[positions == null ? index : positions[index]] = source;
        }
    }

    Vector build(int rows) {
        for (int row = 0; row < rows; row++) {
            if (sources[row] == 0) {
                builder.appendNull();
            } else {
                builder.append(vectors.get(sources[row] - 1), row);
            }
        }
        return builder.build();
    }
}
