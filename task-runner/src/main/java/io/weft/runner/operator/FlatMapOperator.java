package io.weft.runner.operator;

import io.weft.api.FlatMapFunction;
import io.weft.api.RowCollector;
import io.weft.error.FunctionFailure;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.runner.vector.BatchRow;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Schema;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Hands each row to a user's function and gathers the rows that it emits. */
public final class FlatMapOperator implements Operator {
    private final Operator input;
    private final String verb;
    private final FlatMapFunction function;
    private final BatchRow row;
    private final Schema schema;
    private final BatchBuilder emitted;
    private final RowCollector collector = this::emit;
    /** Full batches of the call that goes on; one call may emit more than a batch. */
    private final Deque<Batch> full = new ArrayDeque<>();

    private @Nullable Batch current;
    private int next;

    /**
     * Takes over the input.
     *
     * @param verb what the author calls it
     */
    public FlatMapOperator(Operator input, Schema inputSchema, String verb, FlatMapFunction function, Schema schema) {
        this.input = input;
        this.verb = verb;
        this.function = function;
        this.row = new BatchRow(inputSchema);
        this.schema = schema;
        this.emitted = new BatchBuilder(schema.types());
    }

    @Override
    public @Nullable Batch next() {
        while (full.isEmpty()) {
            Batch batch = current;
            if (batch == null || next == batch.selectedCount()) {
                batch = input.next();
                current = batch;
                next = 0;
                if (batch == null) {
                    return emitted.isEmpty() ? null : emitted.build();
                }
            }
            apply(batch);
        }
        return full.poll();
    }

    /** Applies the function to rows of the batch until it has filled a batch. */
    private void apply(Batch batch) {
        while (next < batch.selectedCount() && full.isEmpty()) {
            row.moveTo(batch, batch.position(next++));
            try {
                function.apply(row, collector);
            } catch (Exception e) {
                throw FunctionFailure.of(verb + " a row", e);
            }
        }
    }

    private void emit(@Nullable Object... values) {
        if (values.length != schema.size()) {
            throw new IllegalArgumentException(
                    "%d value(s) emitted for the columns %s".formatted(values.length, schema.names()));
        }
        for (int column = 0; column < values.length; column++) {
            try {
                VectorValues.append(emitted.column(column), schema.type(column), values[column]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Column '%s': %s".formatted(schema.field(column).name(), e.getMessage()), e);
            }
        }
        emitted.endRow();
        if (emitted.isFull()) {
            full.add(emitted.build());
        }
    }

    @Override
    public void close() {
        input.close();
    }
}
