package io.weft.runner.sort;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.block.BlockReader;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.Batch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place in a run on disk, of which one block is in memory. */
final class SpillCursor extends RunCursor {
    private final SpilledRun run;
    private final BlockReader blocks;
    private final KeyEncoder encoder;
    private final MemoryReservation memory;
    private long held;

    private SpillCursor(SpilledRun run, BlockReader blocks, KeyEncoder encoder, MemoryReservation memory, Batch rows) {
        super(new SortChunk(rows, encoder.encode(rows)));
        this.run = run;
        this.blocks = blocks;
        this.encoder = encoder;
        this.memory = memory;
        reserve();
    }

    /**
     * Stands at the first row of the run, which has one and stays its owner's.
     *
     * @param memory of all cursors of the merge; given back with it
     */
    static SpillCursor open(SpilledRun run, KeyEncoder encoder, MemoryReservation memory) {
        BlockReader blocks =
                new BlockReader(run.file().read(0, run.bytes()), run.file().toString(), ErrorCode.IO_FAILED);
        Batch rows = read(run, blocks);
        if (rows == null) {
            throw new IllegalStateException("No rows in " + run.file());
        }
        return new SpillCursor(run, blocks, encoder, memory, rows);
    }

    private static @Nullable Batch read(SpilledRun run, BlockReader blocks) {
        try {
            return blocks.next();
        } catch (IOException problem) {
            throw WeftException.causedBy(
                    problem, ErrorCode.IO_FAILED, "Cannot read %s: %s (check the local disk)", run.file(), problem);
        }
    }

    @Override
    byte[] first() {
        return run.first();
    }

    @Override
    byte[] last() {
        return run.last();
    }

    @Override
    boolean step() {
        if (row + 1 == chunk.rows().rowCount()) {
            return false;
        }
        row++;
        note();
        return true;
    }

    @Override
    boolean load() {
        Batch rows = read(run, blocks);
        if (rows == null) {
            memory.release(held);
            held = 0;
            return false;
        }
        chunk = new SortChunk(rows, encoder.encode(rows));
        row = 0;
        note();
        reserve();
        return true;
    }

    private void reserve() {
        long needed = chunk.retainedBytes() + blocks.retainedBytes();
        if (needed > held) {
            memory.grow(needed - held);
        } else {
            memory.release(held - needed);
        }
        held = needed;
    }
}
