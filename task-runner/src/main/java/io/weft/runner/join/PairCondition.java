package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/** Keeps the pairs for which the further condition is true. Only the columns that it reads are gathered. */
final class PairCondition {
    private static final int[] ZEROS = new int[Batch.MAX_ROWS];

    private final JoinCondition condition;
    private final RowStore store;
    private final boolean[] isRead;
    private final int[] places = new int[Batch.MAX_ROWS];

    PairCondition(JoinCondition condition, int columns, RowStore store) {
        this.condition = condition;
        this.store = store;
        isRead = new boolean[columns];
        for (int column : condition.columns()) {
            isRead[column] = true;
        }
    }

    void filter(Batch probe, Pairs pairs) {
        int count = pairs.count();
        List<Vector> columns = new ArrayList<>(isRead.length);
        for (int column = 0; column < isRead.length; column++) {
            if (!isRead[column]) {
                columns.add(new IntVector(count, ZEROS, null));
            } else if (column < probe.columnCount()) {
                columns.add(probe.column(column).take(pairs.positions(), count));
            } else {
                columns.add(store.column(column - probe.columnCount()).gather(pairs.rows(), count));
            }
        }
        int kept = condition.predicate().select(new Batch(count, columns), places);
        if (kept < count) {
            pairs.keep(places, kept);
        }
    }
}
