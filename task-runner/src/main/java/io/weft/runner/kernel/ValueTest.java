package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** A condition on the value of one expression. It does not hold for a null. */
abstract class ValueTest implements Predicate {
    private final Evaluator input;

    ValueTest(Evaluator input) {
        this.input = input;
    }

    @Override
    public final int select(Batch batch, int[] out) {
        Vector vector = input.evaluate(batch);
        boolean[] nulls = vector.nulls();
        if (nulls == null) {
            return test(vector, batch.selection(), batch.selectedCount(), out);
        }
        int count = Positions.whereNot(nulls, batch.selection(), batch.selectedCount(), out);
        return test(vector, out, count, out);
    }

    /**
     * Writes the positions for which the condition holds.
     *
     * @param positions of values other than null; null for the first {@code count}; may be {@code out}
     */
    abstract int test(Vector vector, int @Nullable [] positions, int count, int[] out);
}
