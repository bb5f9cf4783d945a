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
            case EQUAL -> within(0, 0, positions, count, out);
            case NOT_EQUAL -> outside(0, 0, positions, count, out);
            case LESS -> within(-1, -1, positions, count, out);
            case LESS_OR_EQUAL -> within(-1, 0, positions, count, out);
            case GREATER -> within(1, 1, positions, count, out);
            case GREATER_OR_EQUAL -> within(0, 1, positions, count, out);
            default -> throw new IllegalStateException("No comparison: " + comparison);
        };
    }

    private int within(int least, int greatest, int @Nullable [] positions, int count, int[] out) {
        return positions == null
                ? IntRanges.within(signs, least, greatest, count, out)
                : IntRanges.within(signs, least, greatest, positions, count, out);
    }

    private int outside(int least, int greatest, int @Nullable [] positions, int count, int[] out) {
        return positions == null
                ? IntRanges.outside(signs, least, greatest, count, out)
                : IntRanges.outside(signs, least, greatest, positions, count, out);
    }
}
