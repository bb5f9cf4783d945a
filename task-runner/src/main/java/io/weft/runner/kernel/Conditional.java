package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.List;

/** The value behind the first condition that holds; each is computed for the rows that come to it alone. */
final class Conditional implements Evaluator {
    private final List<Predicate> conditions;
    private final List<Evaluator> values;
    private final Assembly assembly;
    private final int[] open = new int[Batch.MAX_ROWS];
    private final int[] chosen = new int[Batch.MAX_ROWS];

    /**
     * @param values one for each condition and perhaps one for the rows that are left; without it these are null
     */
    Conditional(List<Predicate> conditions, List<Evaluator> values, Type type) {
        this.conditions = List.copyOf(conditions);
        this.values = List.copyOf(values);
        this.assembly = new Assembly(type);
    }

    @Override
    public Vector evaluate(Batch batch) {
        assembly.start(batch.rowCount());
        int openCount = Positions.all(batch.selection(), batch.selectedCount(), open);
        for (int index = 0; index < conditions.size() && openCount > 0; index++) {
            int count = conditions.get(index).select(batch.select(open, openCount), chosen);
            if (count > 0) {
                take(values.get(index), batch.select(chosen, count));
                openCount = Positions.without(chosen, count, open, openCount, open);
            }
        }
        if (openCount > 0 && values.size() > conditions.size()) {
            take(values.get(conditions.size()), batch.select(open, openCount));
        }
        return assembly.build(batch.rowCount());
    }

    private void take(Evaluator value, Batch rows) {
        assembly.take(value.evaluate(rows), rows.selection(), rows.selectedCount());
    }
}
