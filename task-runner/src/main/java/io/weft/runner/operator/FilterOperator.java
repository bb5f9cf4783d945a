package io.weft.runner.operator;

import io.weft.runner.kernel.Predicate;
import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Keeps the rows for which a condition holds, as a selection; where few are left in a batch, as a copy. */
public final class FilterOperator implements Operator {
    private final Operator input;
    private final Predicate condition;
    private final int[] positions = new int[Batch.MAX_ROWS];

    /** Filters the input, which it closes. */
    public FilterOperator(Operator input, Predicate condition) {
        this.input = input;
        this.condition = condition;
    }

    @Override
    public @Nullable Batch next() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            int count = condition.select(batch, positions);
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
