package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;

/** The three values of a condition: true and false where a predicate says so, null on the rows that neither claims. */
final class ConditionEvaluator implements Evaluator {
    private final Predicate whenTrue;
    private final Predicate whenFalse;
    private final int[] trueRows = new int[Batch.MAX_ROWS];
    private final int[] otherRows = new int[Batch.MAX_ROWS];
    private final boolean[] values = new boolean[Batch.MAX_ROWS];
    private final boolean[] nullFlags = new boolean[Batch.MAX_ROWS];

    ConditionEvaluator(Predicate whenTrue, Predicate whenFalse) {
        this.whenTrue = whenTrue;
        this.whenFalse = whenFalse;
    }

    @Override
    public Vector evaluate(Batch batch) {
        int size = batch.rowCount();
        int trueCount = whenTrue.select(batch, trueRows);
        Arrays.fill(values, 0, size, false);
        for (int index = 0; index < trueCount; index++) {
            values[trueRows[index]] = true;
        }
        int otherCount = Positions.without(trueRows, trueCount, batch.selection(), batch.selectedCount(), otherRows);
        int falseCount = whenFalse.select(batch.select(otherRows, otherCount), trueRows);
        int nullCount = Positions.without(trueRows, falseCount, otherRows, otherCount, otherRows);
        if (nullCount == 0) {
            return new BooleanVector(size, values, null);
        }
        Arrays.fill(nullFlags, 0, size, false);
        for (int index = 0; index < nullCount; index++) {
            nullFlags[otherRows[index]] = true;
        }
        return new BooleanVector(size, values, nullFlags);
    }
}
