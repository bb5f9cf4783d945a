package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.util.Arrays;
import java.util.List;

/** Casts those parts of lists and maps that rows have, in batches of their own: a row may have many. */
final class PartCast {
    private final Evaluator cast;
    private final VectorBuilder builder;

    /**
     * @param cast of the only column of a batch
     * @param type what it gives
     */
    PartCast(Evaluator cast, Type type) {
        this.cast = cast;
        this.builder = VectorBuilder.of(type, 0);
    }

    /** The values at the places, cast, in that order; valid until the next call. */
    Vector compute(Vector values, int[] places, int count) {
        if (count <= Batch.MAX_ROWS) {
            return computeSome(values, places, count);
        }
        for (int from = 0; from < count; from += Batch.MAX_ROWS) {
            int some = Math.min(Batch.MAX_ROWS, count - from);
            Vector result = computeSome(values, Arrays.copyOfRange(places, from, from + some), some);
            for (int index = 0; index < some; index++) {
                builder.append(result, index);
            }
        }
        return builder.build();
    }

    private Vector computeSome(Vector values, int[] places, int count) {
        return cast.evaluate(new Batch(count, List.of(values.take(places, count))));
    }
}
