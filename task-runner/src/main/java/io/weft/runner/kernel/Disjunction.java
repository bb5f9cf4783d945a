package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;

/** Holds where either side holds; the second looks only at the rows for which the first does not. */
final class Disjunction implements Predicate {
    private final Predicate first;
    private final Predicate second;
    private final int[] firstRows = new int[Batch.MAX_ROWS];
    private final int[] otherRows = new int[Batch.MAX_ROWS];

    Disjunction(Predicate first, Predicate second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public int select(Batch batch, int[] out) {
        int firstCount = first.select(batch, firstRows);
        int otherCount = Positions.without(firstRows, firstCount, batch.selection(), batch.selectedCount(), otherRows);
        if (otherCount == 0) {
            return Positions.all(firstRows, firstCount, out);
        }
        int secondCount = second.select(batch.select(otherRows, otherCount), otherRows);
        return Positions.merge(firstRows, firstCount, otherRows, secondCount, out);
    }
}
