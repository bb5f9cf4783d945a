package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;

/** A decimal from each value of another vector; null from null. */
final class DecimalMapping implements Evaluator {
    private final Evaluator input;
    private final Loop loop;
    private final DecimalBuffer values = new DecimalBuffer();

    DecimalMapping(Evaluator input, Loop loop) {
        this.input = input;
        this.loop = loop;
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector vector = input.evaluate(batch);
        loop.compute(vector, batch, values);
        return values.vector(batch.rowCount(), vector.nulls());
    }

    /** Writes the values of at least the rows that are selected and not null, in either form. */
    interface Loop {
        void compute(Vector input, Batch batch, DecimalBuffer out);
    }
}
