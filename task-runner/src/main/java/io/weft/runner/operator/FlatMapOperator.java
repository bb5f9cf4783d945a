package io.weft.runner.operator;

import io.weft.api.FlatMapFunction;
import io.weft.error.FunctionFailure;
import io.weft.runner.kernel.AuthorCode;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchRow;
import io.weft.type.Schema;
import org.jspecify.annotations.Nullable;

/** Hands each row to a user's function and gathers the rows that it emits. */
public final class FlatMapOperator implements Operator {
    private final Operator input;
    private final Call call;
    private final BatchRow row;
    private final EmittedRows emitted;

    private @Nullable Batch current;
    private int next;

    /**
     * What is called for each row.
     *
     * @param verb what the author calls it
     * @param input the columns of the rows that it is given
     * @param output the columns of those that it emits
     */
    public record Call(String verb, FlatMapFunction function, Schema input, Schema output) {}

    /** Takes over the input. */
    public FlatMapOperator(Operator input, Call call, TaskMemory memory, SpillSpace spills) {
        this.input = input;
        this.call = call;
        this.row = new BatchRow(call.input());
        this.emitted = new EmittedRows(call.output(), memory, spills);
    }

    @Override
    public @Nullable Batch next() {
        while (!emitted.hasFull()) {
            Batch batch = current;
            if (batch == null || next == batch.selectedCount()) {
                batch = input.next();
                current = batch;
                next = 0;
                if (batch == null) {
                    break;
                }
            }
            apply(batch);
        }
        return emitted.next();
    }

    /** Applies the function to rows of the batch until it has filled a batch. */
    private void apply(Batch batch) {
        while (next < batch.selectedCount() && !emitted.hasFull()) {
            row.moveTo(batch, batch.position(next++));
            try {
                call.function().apply(row, emitted);
            } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
                throw FunctionFailure.of(call.verb() + " a row", e);
            }
        }
        AuthorCode.hasReturned();
    }

    @Override
    public void close() {
        try (input) {
            emitted.close();
        }
    }
}
