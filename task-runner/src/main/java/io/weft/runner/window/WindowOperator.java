package io.weft.runner.window;

import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.sort.RowSorter;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Gives each row of its input with what functions over windows come to for it, partition after partition, in order. It keeps the rows that
 * later rows' functions need, and those that wait for rows to come; where these are more than memory holds they go to disk.
 */
public final class WindowOperator implements Operator {
    private final Operator input;
    private final @Nullable RowSorter sorter;
    private final WindowFunctions functions;
    private final TaskMemory memory;
    private final SpillSpace spills;
    private final MemoryReservation kept;
    private final MemoryReservation reading;
    private @Nullable WindowPass pass;

    /** Over the rows of the input, which it closes. */
    public WindowOperator(Operator input, WindowFunctions functions, TaskMemory memory, SpillSpace spills) {
        this.input = input;
        this.functions = functions;
        this.memory = memory;
        this.spills = spills;
        this.sorter = functions.sorting().isEmpty()
                ? null
                : new RowSorter(functions.types(), functions.sorting(), RowSorter.NO_LIMIT, memory, spills);
        this.kept = memory.reserveShare("rows of windows");
        this.reading = memory.reserve("blocks of windows");
    }

    @Override
    public @Nullable Batch next() {
        WindowPass going = pass;
        if (going == null) {
            going = new WindowPass(input, sorter, functions, kept, reading, memory, spills);
            pass = going;
        }
        return going.next();
    }

    @Override
    public void close() {
        try (input;
                sorter;
                kept;
                reading) {
            if (pass != null) {
                pass.close();
            }
        }
    }
}
