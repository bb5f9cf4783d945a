package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.List;

/** The first value that is not null; each is computed for the rows that come to it alone. */
final class FirstPresent implements Evaluator {
    private final List<Evaluator> values;
    private final Assembly assembly;
    private final int[] open = new int[Batch.MAX_ROWS];
    private final int[] chosen = new int[Batch.MAX_ROWS];

    FirstPresent(List<Evaluator> values, Type type) {
        this.values = List.copyOf(values);
        this.assembly = new Assembly(type);
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector first = values.get(0).evaluate(batch);
        if (first.nulls() == null) {
            return first;
        }
        assembly.start(batch.rowCount());
        int openCount = takePresent(first, batch);
        for (int index = 1; index < values.size() && openCount > 0; index++) {
            Batch rows = batch.select(open, openCount);
            openCount = takePresent(values.get(index).evaluate(rows), rows);
        }
        return assembly.build(batch.rowCount());
    }

    /** Takes what is not null, and returns how many rows are open then. */
    private int takePresent(Vector vector, Batch rows) {
        boolean[] nulls = vector.nulls();
        int count = rows.selectedCount();
        int present = nulls == null
                ? Positions.all(rows.selection(), count, chosen)
                : Positions.whereNot(nulls, rows.selection(), count, chosen);
        assembly.take(vector, chosen, present);
        return nulls == null ? 0 : Positions.where(nulls, rows.selection(), count, open);
    }
}
