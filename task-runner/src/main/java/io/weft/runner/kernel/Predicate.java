package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.runner.vector.Batch;

/**
 * A condition that selects rows, batch after batch, on one thread.
 *
 * <p>A row is selected where the condition is true; false and null are the same here. What a condition's earlier part has ruled out
 * is not computed by the later, so it cannot fail there.
 */
public interface Predicate {
    /**
     * Writes the positions of the batch's selected rows for which the condition holds, rising, and returns their number.
     *
     * @param out room for {@link Batch#selectedCount} positions; may be the very array of the batch's selection
     */
    int select(Batch batch, int[] out);

    /** The batch with the rows for which the condition holds, perhaps none; the batch itself where it holds for all. */
    default Batch filter(Batch batch) {
        int[] positions = new int[batch.selectedCount()];
        int count = select(batch, positions);
        return count == batch.selectedCount() ? batch : batch.select(positions, count);
    }

    /** The predicate of a boolean expression. */
    static Predicate of(Expression condition) {
        return new PredicateCompiler(Evaluator::of).whereTrue(Lowering.of(condition));
    }
}
