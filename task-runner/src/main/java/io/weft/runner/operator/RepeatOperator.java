package io.weft.runner.operator;

import io.weft.runner.kernel.Projection;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each row as often as the least of several numbers says, each computed for the row. */
public final class RepeatOperator implements Operator {
    private final Operator input;
    private final Projection copies;
    private final int[] positions = new int[Batch.MAX_ROWS];
    /** For each row of the batch that counts, how often it is still to be given. */
    private final long[] missing = new long[Batch.MAX_ROWS];

    private @Nullable Batch batch;
    private int next;

    /** Repeats the rows of the input, which it closes. */
    public RepeatOperator(Operator input, Projection copies) {
        this.input = input;
        this.copies = copies;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            Batch rows = batch;
            if (rows == null || next == rows.selectedCount()) {
                rows = input.next();
                if (rows == null) {
                    return null;
                }
                begin(rows);
            }
            int count = fill(rows);
            if (count > 0) {
                return taken(rows, count);
            }
        }
    }

    private void begin(Batch rows) {
        batch = rows;
        next = 0;
        for (int index = 0; index < rows.selectedCount(); index++) {
            missing[index] = Long.MAX_VALUE;
        }
        for (Vector numbers : copies.evaluate(rows)) {
            long[] values = ((LongVector) numbers).values();
            boolean[] nulls = numbers.nulls();
            for (int index = 0; index < rows.selectedCount(); index++) {
                int row = rows.position(index);
                long value = nulls != null && nulls[row] ? 0 : values[row];
                missing[index] = Math.min(missing[index], value);
            }
        }
    }

    /** Fills the positions of a batch; gives how many. */
    private int fill(Batch rows) {
        int count = 0;
        while (count < positions.length && next < rows.selectedCount()) {
            if (missing[next] > 0) {
                positions[count++] = rows.position(next);
                missing[next]--;
            } else {
                next++;
            }
        }
        return count;
    }

    private Batch taken(Batch rows, int count) {
        List<Vector> columns = new ArrayList<>();
        for (Vector column : rows.columns()) {
            columns.add(column.take(positions, count));
        }
        return new Batch(count, columns);
    }

    @Override
    public void close() {
        input.close();
    }
}
