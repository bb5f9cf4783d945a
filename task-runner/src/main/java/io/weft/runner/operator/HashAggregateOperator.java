package io.weft.runner.operator;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.aggregate.AggregateInput;
import io.weft.runner.aggregate.Grouping;
import io.weft.runner.aggregate.Groups;
import io.weft.runner.aggregate.InputRows;
import io.weft.runner.block.BlockReader;
import io.weft.runner.block.BlockWriter;
import io.weft.runner.block.Codec;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Groups all rows, or merges all partial results, and gives one row for each group: its keys and the results, or the states.
 *
 * <p>Where memory is refused, all groups go to disk as states, divided by their keys' hash, and memory begins anew; in the end each
 * partition is merged in memory by itself, or divided again.
 */
public final class HashAggregateOperator implements Operator {
    private static final long MOST_BUFFER_BYTES = 1 << 20;

    /** A block is held as vectors, encoded, compressed. */
    private static final int COPIES_OF_A_BLOCK = 4;

    /** Divisions by four bits of the hash each, after which groups with equal hashes are all that is left. */
    private static final int MOST_LEVELS = 16;

    private final Operator input;
    private final Grouping grouping;
    private final AggregateInput rows;
    private final TaskMemory memory;
    private final SpillSpace spill;
    private final MemoryReservation groupMemory;
    private final MemoryReservation bufferMemory;
    private final Groups groups;
    private final BlockWriter writer = new BlockWriter(Codec.LZ4);
    private final Deque<Partition> partitions = new ArrayDeque<>();

    /** Where the groups go that find no room; null until there are some. */
    private @Nullable SpilledGroups spilled;

    private long bufferBytes;
    private boolean started;
    private @Nullable GroupBatches output;
    private int rowsAtOnce = Batch.MAX_ROWS;

    /** Groups the rows of the input, which it closes. */
    public HashAggregateOperator(Operator input, Grouping grouping, TaskMemory memory, SpillSpace spill) {
        this.input = input;
        this.grouping = grouping;
        this.spill = spill;
        rows = new AggregateInput(grouping);
        this.memory = memory;
        groupMemory = memory.reserveShare("groups");
        bufferMemory = memory.reserve("spill buffers");
        groups = new Groups(grouping, groupMemory);
    }

    @Override
    public @Nullable Batch next() {
        if (!started) {
            started = true;
            bufferBytes = Math.min(MOST_BUFFER_BYTES, memory.limit() / COPIES_OF_A_BLOCK / memory.shares());
            bufferMemory.grow(bufferBytes);
            readInput();
            if (output == null) {
                readPartition();
            }
        }
        for (; output != null; readPartition()) {
            Batch batch = output.next();
            if (batch != null) {
                return batch;
            }
            groups.clear();
        }
        // Whoever shares the memory may have all of it now.
        groupMemory.close();
        bufferMemory.close();
        return null;
    }

    private void readInput() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
            add(rows.rowsOf(batch), Groups.Form.INPUT, 0);
        }
        finishReading();
    }

    /** Adds the rows, as many at a time as there is memory for, and spills the groups when there is too little. */
    private void add(InputRows added, Groups.Form form, int level) {
        int from = 0;
        while (from < added.count()) {
            int count = Math.min(rowsAtOnce, added.count() - from);
            InputRows some = added.slice(from, count);
            if (groups.add(some, form)) {
                from += count;
            } else if (level == MOST_LEVELS && groups.count() == 1) {
                groups.addAnyway(some, form);
                from += count;
            } else if (!grouping.keys().isEmpty() && groups.count() > 0) {
                spill(level);
            } else if (count > 1) {
                groups.clear();
                rowsAtOnce = count / 2;
            } else {
                groups.addAnyway(some, form);
                from++;
            }
        }
    }

    private void spill(int level) {
        if (spilled == null) {
            if (level == MOST_LEVELS) {
                throw new WeftException(
                        ErrorCode.OUT_OF_MEMORY,
                        "Cannot group by %s: the keys of %d groups have the same hash and do not fit into memory"
                                + " (give containers more memory)",
                        grouping.keys(),
                        groups.count());
            }
            spilled = new SpilledGroups(spill.create(), level, grouping.keys().size(), bufferBytes / COPIES_OF_A_BLOCK);
        }
        spilled.add(groups, writer);
        groups.clear();
    }

    /** Hands out the groups; if some are on disk, sends the others after them. */
    private void finishReading() {
        if (spilled == null) {
            output = new GroupBatches(groups, grouping.output(), bufferBytes / COPIES_OF_A_BLOCK);
            return;
        }
        spill(spilled.level());
        for (int number = SpilledGroups.PARTITIONS - 1; number >= 0; number--) {
            partitions.push(new Partition(spilled, number));
        }
        spilled = null;
    }

    /** Goes on to the next partition that can be merged in memory; there is no output when none is left. */
    private void readPartition() {
        output = null;
        while (output == null && !partitions.isEmpty()) {
            Partition partition = partitions.pop();
            merge(partition.file(), partition.number());
            if (partition.number() == SpilledGroups.PARTITIONS - 1) {
                partition.file().close();
            }
            finishReading();
        }
    }

    private void merge(SpilledGroups file, int number) {
        BlockReader blocks = new BlockReader(file.read(number), file.toString(), ErrorCode.IO_FAILED);
        try {
            for (Batch batch = blocks.next(); batch != null; batch = blocks.next()) {
                InputRows states = new InputRows(
                        batch.columns(), grouping.keys().size(), batch.positions(), batch.selectedCount());
                add(states, Groups.Form.STATES, file.level() + 1);
            }
        } catch (IOException problem) {
            throw WeftException.causedBy(
                    problem, ErrorCode.IO_FAILED, "Cannot read %s: %s (check the local disk)", file, problem);
        }
    }

    @Override
    public void close() {
        try (input;
                groupMemory;
                bufferMemory) {
            partitions.forEach(partition -> partition.file().close());
            if (spilled != null) {
                spilled.close();
            }
        }
    }

    /** One of the partitions of a file; the file is closed after its last. */
    private record Partition(SpilledGroups file, int number) {}
}
