package io.weft.runner.window;

import io.weft.expr.Expression;
import io.weft.expr.WindowColumn;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import org.jspecify.annotations.Nullable;

/** Functions that are the value of another row. Which row that is never falls from row to row; the last value is kept, so that its row may go. */
final class ValueEvaluator implements WindowEvaluator {
    private final RowReference reference;
    private final ValueReader values;
    private final @Nullable ValueReader defaults;
    private final Type type;
    private final long mostBytes;
    private final int column;
    private final long[] rows = new long[Batch.MAX_ROWS];

    /** The row whose value is kept, and that value at slot 0. */
    private long keptRow = RowReference.NONE;

    private @Nullable Vector kept;

    /** The same after the rows computed last. */
    private long nextKeptRow = RowReference.NONE;

    private @Nullable Vector nextKept;

    /**
     * @param mostBytes that results of several rows may take, about
     * @param column the number of the result
     */
    ValueEvaluator(WindowColumn.Placed function, RowReference reference, RowLog log, long mostBytes, int column) {
        this.reference = reference;
        this.values = new ValueReader(log, function.arguments().get(0));
        this.defaults = function.defaultValue()
                .map((Expression fallback) -> new ValueReader(log, fallback))
                .orElse(null);
        this.type = function.type();
        this.mostBytes = mostBytes;
        this.column = column;
    }

    @Override
    public Lookahead lookahead() {
        return reference.lookahead();
    }

    @Override
    public boolean evaluate(RowPlaces places, int from, int to, Vector[] results) {
        reference.find(places, from, to, rows);
        VectorBuilder builder = VectorBuilder.of(type, to - from);
        long last = keptRow;
        for (int index = 0; index < to - from; index++) {
            if (index > 0 && builder.retainedBytes() > mostBytes) {
                return false;
            }
            long row = rows[index];
            if (row == RowReference.NONE) {
                appendDefault(builder, places.first() + from + index);
            } else if (row == keptRow && kept != null) {
                builder.append(kept, 0);
            } else {
                builder.append(values.moveTo(row), values.place(row));
                last = row;
            }
        }
        results[column] = builder.build();
        keep(last);
        return true;
    }

    private void keep(long row) {
        nextKeptRow = row;
        nextKept = row == keptRow ? kept : values.moveTo(row).take(new int[] {values.place(row)}, 1);
    }

    private void appendDefault(VectorBuilder builder, long here) {
        if (defaults == null) {
            builder.appendNull();
        } else {
            Vector block = defaults.moveTo(here);
            builder.append(block, defaults.place(here));
        }
    }

    @Override
    public void commit() {
        keptRow = nextKeptRow;
        kept = nextKept;
        reference.commit();
    }

    @Override
    public long earliest() {
        return reference.earliest(keptRow);
    }

    @Override
    public void leaveBefore(long row) {
        values.leaveBefore(row);
        reference.leaveBefore(row);
        if (defaults != null) {
            defaults.leaveBefore(row);
        }
    }
}
