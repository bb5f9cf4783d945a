package io.weft.runner.operator;

import io.weft.api.ReduceFunction;
import io.weft.api.Row;
import io.weft.error.FunctionFailure;
import io.weft.runner.kernel.AuthorCode;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.sort.KeyEncoder;
import io.weft.runner.sort.RowKeys;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchRow;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Hands the rows of each group to a user's function and gathers the rows that it emits. Rows with equal keys follow each other in the
 * input, so that a group needs no room.
 */
public final class ReduceGroupsOperator implements Operator {
    private final Operator input;
    private final Call call;
    private final KeyEncoder encoder;
    private final EmittedRows emitted;

    private @Nullable Batch batch;
    private @Nullable RowKeys keys;
    private int next;

    /**
     * What is called for each group.
     *
     * @param keys the first columns of the input
     * @param rows the columns after those, which the function is given
     * @param output the columns of the rows that it emits
     */
    public record Call(ReduceFunction function, Schema keys, Schema rows, Schema output) {}

    /**
     * Takes over the input.
     *
     * @param encoder of the keys
     */
    public ReduceGroupsOperator(Operator input, Call call, KeyEncoder encoder, TaskMemory memory, SpillSpace spills) {
        this.input = input;
        this.call = call;
        this.encoder = encoder;
        this.emitted = new EmittedRows(call.output(), memory, spills);
    }

    @Override
    public @Nullable Batch next() {
        while (!emitted.hasFull() && hasRow()) {
            reduce();
        }
        return emitted.next();
    }

    /** Makes the next row the one at hand, from the next batch where this one has ended. */
    private boolean hasRow() {
        if (batch == null || next == batch.selectedCount()) {
            AuthorCode.hasReturned();
            batch = input.next();
            keys = batch == null ? null : encoder.encode(batch);
            next = 0;
        }
        return batch != null;
    }

    private void reduce() {
        Group group = new Group();
        try {
            call.function().apply(group.key, group::begin, emitted);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            if (group.inputFailure == null) {
                throw FunctionFailure.of("reduce a group", e);
            }
        }
        if (group.inputFailure != null) {
            throw group.inputFailure;
        }
        while (group.hasNext()) {
            next++;
        }
        AuthorCode.hasReturned();
    }

    /** The rows of the group that begins with the row at hand. */
    private final class Group implements Iterator<Row> {
        private final Row key;
        private final byte[] keyBytes;
        private final BatchRow row = new BatchRow(call.rows());
        private @Nullable Batch shown;
        private Batch rows;
        private boolean begun;
        /** What was wrong with the input while the function asked for rows: not the function's mistake. */
        private @Nullable RuntimeException inputFailure;

        Group() {
            Batch first = atHand();
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < call.keys().size(); column++) {
                values.add(VectorValues.value(
                        first.column(column), first.position(next), call.keys().type(column)));
            }
            key = Row.of(call.keys(), values);
            keyBytes = keysAtHand().copy(next, Integer.MAX_VALUE);
            rows = first;
        }

        /** What the function goes through: a loop over them begins here. */
        Iterator<Row> begin() {
            if (begun) {
                throw new IllegalStateException(
                        "A group's rows can be gone through once (keep copies of those needed again)");
            }
            begun = true;
            return this;
        }

        @Override
        public boolean hasNext() {
            try {
                return hasRow() && keysAtHand().compare(next, keyBytes) == 0;
            } catch (RuntimeException e) {
                inputFailure = e;
                throw e;
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The group has no more rows");
            }
            Batch current = atHand();
            if (current != shown) {
                int first = call.keys().size();
                rows = current.withColumns(
                        current.columns().subList(first, first + call.rows().size()));
                shown = current;
            }
            row.moveTo(rows, rows.position(next++));
            return row;
        }
    }

    private Batch atHand() {
        if (batch == null) {
            throw new IllegalStateException("There is no row at hand");
        }
        return batch;
    }

    private RowKeys keysAtHand() {
        if (keys == null) {
            throw new IllegalStateException("There is no row at hand");
        }
        return keys;
    }

    @Override
    public void close() {
        try (input) {
            emitted.close();
        }
    }
}
