package io.weft.runner.operator;

import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Keeps the rows that a sampler chooses, as a selection; where few are left in a batch, as a copy. */
public final class SampleOperator implements Operator {
    private final Operator input;
    private final Sampler sampler;
    private final int[] positions = new int[Batch.MAX_ROWS];

    /** Samples the input, which it closes. */
    public SampleOperator(Operator input, Sampler sampler) {
        this.input = input;
        this.sampler = sampler;
    }

    @Override
    public @Nullable Batch next() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            int count = sampler.select(batch, positions);
            if (count == batch.selectedCount()) {
                return batch;
            }
            if (count > 0) {
                Batch kept = batch.select(positions, count);
                return kept.isSparse() ? kept.compacted() : kept;
            }
        }
        return null;
    }

    @Override
    public void close() {
        input.close();
    }
}
