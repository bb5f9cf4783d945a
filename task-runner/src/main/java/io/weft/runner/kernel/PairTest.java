package io.weft.runner.kernel;

import io.weft.expr.Function;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Compares two expressions row by row: a loop for the type finds the signs, one for all types selects by them. */
final class PairTest implements Predicate {
    private final Function comparison;
    private final Evaluator left;
    private final Evaluator right;
    private final Signs signsOfType;
    private final int[] signs = new int[Batch.MAX_ROWS];
    private final int[] flags = new int[Batch.MAX_ROWS];

    PairTest(Function comparison, Evaluator left, Evaluator right, Signs signsOfType) {
        this.comparison = comparison;
        this.left = left;
        this.right = right;
        this.signsOfType = signsOfType;
    }

    @Override
    public int select(Batch batch, int[] out) {
        Vector first = left.evaluate(batch);
        Vector second = right.evaluate(batch);
        signsOfType.compute(first, second, batch, signs);
        int[] positions = batch.selection();
        int count = batch.selectedCount();
        if (first.nulls() != null) {
            count = Positions.whereNot(first.nulls(), positions, count, out);
            positions = out;
        }
        if (second.nulls() != null) {
            count = Positions.whereNot(second.nulls(), positions, count, out);
            positions = out;
        }
        return switch (comparison) {
            case EQUAL -> select(0, 0, 0, positions, count, out);
            case NOT_EQUAL -> select(0, 0, 1, positions, count, out);
            case LESS -> select(-1, -1, 0, positions, count, out);
            case LESS_OR_EQUAL -> select(-1, 0, 0, positions, count, out);
            case GREATER -> select(1, 1, 0, positions, count, out);
            case GREATER_OR_EQUAL -> select(0, 1, 0, positions, count, out);
            default -> throw new IllegalStateException("No comparison: " + comparison);
        };
    }

    private int select(int least, int greatest, int outside, int @Nullable [] positions, int count, int[] out) {
        return positions == null
                ? IntRanges.all(signs, least, greatest, outside, count, flags, out)
                : IntRanges.among(signs, least, greatest, outside, positions, count, out);
    }
}
