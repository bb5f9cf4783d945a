package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;

/** Holds where an expression is null, or where it is not. */
final class NullTest implements Predicate {
    private final Evaluator input;
    private final boolean wanted;

    private NullTest(Evaluator input, boolean wanted) {
        this.input = input;
        this.wanted = wanted;
    }

    static NullTest isNull(Evaluator input) {
        return new NullTest(input, true);
    }

    static NullTest isNotNull(Evaluator input) {
        return new NullTest(input, false);
    }

    @Override
    public int select(Batch batch, int[] out) {
        boolean[] nulls = input.evaluate(batch).nulls();
        if (nulls == null) {
            return wanted ? 0 : Positions.all(batch.selection(), batch.selectedCount(), out);
        }
        return wanted
                ? Positions.where(nulls, batch.selection(), batch.selectedCount(), out)
                : Positions.whereNot(nulls, batch.selection(), batch.selectedCount(), out);
    }
}
