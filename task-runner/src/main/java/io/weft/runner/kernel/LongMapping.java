package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;

/** A bigint from each value of another vector; null from null. */
final class LongMapping implements Evaluator {
    private final Evaluator input;
    private final Loop loop;
    private final long[] values = new long[Batch.MAX_ROWS];

    LongMapping(Evaluator input, Loop loop) {
        this.input = input;
        this.loop = loop;
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector vector = input.evaluate(batch);
        loop.compute(vector, batch, values);
        Masks.zero(values, vector.nulls(), batch.rowCount());
        return new LongVector(batch.rowCount(), values, vector.nulls());
    }

    /** Writes the values of at least the rows that are selected and not null. */
    interface Loop {
        void compute(Vector input, Batch batch, long[] out);
    }
}
