package io.weft.runner.operator;

import io.weft.api.FilterFunction;
import io.weft.error.FunctionFailure;
import io.weft.runner.kernel.AuthorCode;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchRow;
import io.weft.type.Schema;
import org.jspecify.annotations.Nullable;

/** Keeps the rows that a user's function wants, as a selection; where few are left in a batch, as a copy. */
public final class RowFilterOperator implements Operator {
    private final Operator input;
    private final FilterFunction function;
    private final BatchRow row;
    private final int[] positions = new int[Batch.MAX_ROWS];

    /** Filters the input, which it closes. */
    public RowFilterOperator(Operator input, Schema schema, FilterFunction function) {
        this.input = input;
        this.function = function;
        this.row = new BatchRow(schema);
    }

    @Override
    public @Nullable Batch next() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            int count = select(batch);
            if (count == batch.selectedCount()) {
                return batch;
            }
            if (count > 0) {
                Batch kept = batch.select(positions, count);
                return kept.isSparse() ? kept.compacted() : kept;
            }
        }
        return null;
    }

    private int select(Batch batch) {
        int count = 0;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int position = batch.position(index);
            row.moveTo(batch, position);
            if (wants()) {
                positions[count++] = position;
            }
        }
        AuthorCode.hasReturned();
        return count;
    }

    private boolean wants() {
        try {
            return function.test(row);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            throw FunctionFailure.of("filter a row", e);
        }
    }

    @Override
    public void close() {
        input.close();
    }
}
