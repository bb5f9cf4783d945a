package io.weft.runner.window;

import io.weft.expr.Expression;
import io.weft.runner.kernel.Evaluator;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Reads the value of an expression in any row of a log; the rows of one block are computed together. */
final class ValueReader {
    private final LogCursor cursor;
    private final Evaluator evaluator;
    private @Nullable Vector values;

    ValueReader(RowLog log, Expression expression) {
        this.cursor = new LogCursor(log);
        this.evaluator = Evaluator.of(expression);
    }

    /** The values of the rows of the block that has this row. */
    Vector moveTo(long row) {
        Vector known = values;
        if (cursor.moveTo(row) || known == null) {
            known = evaluator.evaluate(cursor.rows());
            values = known;
        }
        return known;
    }

    /** The place of a row in the block moved to. */
    int place(long row) {
        return cursor.place(row);
    }

    /** The number of the row after the block moved to. */
    long blockEnd() {
        return cursor.block().end();
    }

    void leaveBefore(long row) {
        cursor.leaveBefore(row);
    }
}
