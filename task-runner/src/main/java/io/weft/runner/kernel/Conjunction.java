package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import java.util.List;

/** Holds where all parts hold; each part looks only at the rows that the parts before it have left. */
final class Conjunction implements Predicate {
    private final List<Predicate> parts;

    Conjunction(List<Predicate> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public int select(Batch batch, int[] out) {
        Batch remaining = batch;
        int count = batch.selectedCount();
        for (Predicate part : parts) {
            count = part.select(remaining, out);
            if (count == 0) {
                return 0;
            }
            if (count < remaining.selectedCount()) {
                remaining = batch.select(out, count);
            }
        }
        return count;
    }
}
