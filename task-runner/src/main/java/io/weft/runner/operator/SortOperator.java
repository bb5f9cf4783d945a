package io.weft.runner.operator;

import io.weft.expr.SortColumn;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.sort.RowSorter;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the rows of its input in the order of some of their columns; all of them, or the first ones. What does not fit into memory is spilled. */
public final class SortOperator implements Operator {
    private final Operator input;
    private final long limit;
    private final RowSorter sorter;
    private boolean read;

    private SortOperator(Operator input, long limit, RowSorter sorter) {
        this.input = input;
        this.limit = limit;
        this.sorter = sorter;
    }

    /**
     * All rows of the input, which it closes.
     *
     * @param types of the input's columns
     * @param columns to sort by, the most important first
     */
    public static SortOperator all(
            Operator input, List<? extends Type> types, List<SortColumn> columns, TaskMemory memory, SpillSpace spill) {
        return first(RowSorter.NO_LIMIT, input, types, columns, memory, spill);
    }

    /** The first {@code limit} rows, in order, of the input, which it closes. */
    public static SortOperator first(
            long limit,
            Operator input,
            List<? extends Type> types,
            List<SortColumn> columns,
            TaskMemory memory,
            SpillSpace spill) {
        if (limit < 0) {
            throw new IllegalArgumentException("A limit of %d rows".formatted(limit));
        }
        return new SortOperator(input, limit, new RowSorter(types, columns, limit, memory, spill));
    }

    @Override
    public @Nullable Batch next() {
        if (limit == 0) {
            return null;
        }
        if (!read) {
            read = true;
            for (Batch batch = input.next(); batch != null; batch = input.next()) {
                sorter.add(batch);
            }
        }
        return sorter.next();
    }

    @Override
    public void close() {
        try (input) {
            sorter.close();
        }
    }
}
