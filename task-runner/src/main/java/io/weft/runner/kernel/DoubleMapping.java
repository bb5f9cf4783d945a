package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;

/** A double from each value of another vector; null from null. */
final class DoubleMapping implements Evaluator {
    private final Evaluator input;
    private final Loop loop;
    private final double[] values = new double[Batch.MAX_ROWS];

    DoubleMapping(Evaluator input, Loop loop) {
        this.input = input;
        this.loop = loop;
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector vector = input.evaluate(batch);
        loop.compute(vector, batch, values);
        Masks.zero(values, vector.nulls(), batch.rowCount());
        return new DoubleVector(batch.rowCount(), values, vector.nulls());
    }

    /** Writes the values of at least the rows that are selected and not null. */
    interface Loop {
        void compute(Vector input, Batch batch, double[] out);
    }
}
