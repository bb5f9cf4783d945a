package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/** Tells from the entries of a dictionary, and null, whether any value of its column chunk meets a condition. */
final class DictionaryTest {
    private DictionaryTest() {}

    /**
     * False only if neither an entry nor null, where there may be one, meets the condition.
     *
     * @param condition over one column
     * @param columns the number of columns of the condition's rows
     * @param entries in vectors of up to a batch's rows, with a null among them where the column chunk may have one
     */
    static boolean mayMatch(Expression condition, int column, int columns, List<Vector> entries) {
        Predicate predicate = Predicate.of(condition);
        int[] positions = new int[Batch.MAX_ROWS];
        for (Vector some : entries) {
            List<Vector> row = new ArrayList<>();
            for (int index = 0; index < columns; index++) {
                row.add(index == column ? some : RowFilter.absent(some.size()));
            }
            try {
                if (predicate.select(new Batch(some.size(), row), positions) > 0) {
                    return true;
                }
            } catch (WeftException e) {
                // It fails for an entry; whether it fails for a row depends on the filters before it.
                return true;
            }
        }
        return false;
    }
}
