package io.weft.runner.scan;

import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import java.util.BitSet;
import java.util.List;

/**
 * A condition that rows must meet to leave a scan, with the columns that it looks at.
 *
 * @param columns by their index in the scan's schema
 */
record RowFilter(Predicate predicate, BitSet columns) {
    private static final boolean[] NOTHING = new boolean[Batch.MAX_ROWS];

    /**
     * @param predicate that holds where all the conditions do
     */
    static RowFilter of(Predicate predicate, List<Expression> conditions) {
        BitSet columns = new BitSet();
        conditions.forEach(condition -> columns.or(Expressions.columns(condition)));
        return new RowFilter(predicate, columns);
    }

    /** Stands in a batch for a column that nobody looks at. */
    static Vector absent(int rows) {
        return new BooleanVector(rows, NOTHING, null);
    }
}
