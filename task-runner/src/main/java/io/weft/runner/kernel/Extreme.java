package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;

/** The greater or the less of two values; the other where one is null. */
final class Extreme implements Evaluator {
    private final Evaluator left;
    private final Evaluator right;
    private final Signs signsOfType;
    private final int wantedSign;
    private final Assembly assembly;
    private final int[] signs = new int[Batch.MAX_ROWS];
    private final int[] fromLeft = new int[Batch.MAX_ROWS];
    private final int[] fromRight = new int[Batch.MAX_ROWS];

    /**
     * @param wantedSign 1 for the greater, -1 for the less
     */
    Extreme(Evaluator left, Evaluator right, Signs signsOfType, int wantedSign, Type type) {
        this.left = left;
        this.right = right;
        this.signsOfType = signsOfType;
        this.wantedSign = wantedSign;
        this.assembly = new Assembly(type);
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector first = left.evaluate(batch);
        Vector second = right.evaluate(batch);
        signsOfType.compute(first, second, batch, signs);
        int leftCount = 0;
        int rightCount = 0;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (first.isNull(row) || (!second.isNull(row) && signs[row] == -wantedSign)) {
                fromRight[rightCount++] = row;
            } else {
                fromLeft[leftCount++] = row;
            }
        }
        assembly.start(batch.rowCount());
        assembly.take(first, fromLeft, leftCount);
        assembly.take(second, fromRight, rightCount);
        return assembly.build(batch.rowCount());
    }
}
