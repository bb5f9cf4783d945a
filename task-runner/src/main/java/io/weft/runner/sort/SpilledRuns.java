package io.weft.runner.sort;

import io.weft.runner.block.BlockWriter;
import io.weft.runner.block.Codec;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillFile;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.type.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The runs on disk, and their merging: as many at a time as there is memory for a block of each. */
final class SpilledRuns implements AutoCloseable {
    /** Merging more at a time saves little and costs file handles and seeks. */
    private static final int MOST_AT_ONCE = 64;

    /** Runs that are kept before some are merged early: each is an open file. */
    private static final int MOST_RUNS = 128;

    /** A block is held as vectors and as keys, compressed, and uncompressed. */
    private static final int COPIES_OF_A_BLOCK = 4;

    private final List<? extends Type> types;
    private final KeyEncoder encoder;
    private final long limit;
    private final long blockBytes;
    private final TaskMemory memory;
    private final SpillSpace spill;
    private final MemoryReservation cursorMemory;
    private final BlockWriter writer = new BlockWriter(Codec.LZ4);
    private final List<SpilledRun> runs = new ArrayList<>();

    /**
     * No runs yet.
     *
     * @param limit rows that matter, of each run and of all together
     * @param blockBytes of a block in memory, about
     */
    SpilledRuns(
            List<? extends Type> types,
            KeyEncoder encoder,
            long limit,
            long blockBytes,
            TaskMemory memory,
            SpillSpace spill) {
        this.types = types;
        this.encoder = encoder;
        this.limit = limit;
        this.blockBytes = blockBytes;
        this.memory = memory;
        this.spill = spill;
        this.cursorMemory = memory.reserve("sorted runs");
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Writes rows as one more run. There is at least one. */
    void add(RunMerge rows) {
        SpillFile file = spill.create();
        boolean written = false;
        try {
            runs.add(write(rows, file));
            written = true;
        } finally {
            if (!written) {
                file.close();
            }
        }
    }

    private SpilledRun write(RunMerge rows, SpillFile file) {
        long largest = 0;
        byte[] first = rows.nextKey(SpilledRun.MOST_KEY_BYTES);
        for (Batch batch = rows.next(blockBytes); batch != null; batch = rows.next(blockBytes)) {
            ByteBuffer block = writer.encode(batch);
            largest = Math.max(largest, Math.max(batch.retainedBytes(), block.remaining()));
            file.append(block);
        }
        return new SpilledRun(file, COPIES_OF_A_BLOCK * largest, first, rows.lastKey(SpilledRun.MOST_KEY_BYTES));
    }

    /** Merges some runs early where there are very many. To be called when memory is free. */
    void keepFew() {
        while (runs.size() > MOST_RUNS) {
            mergeSmallest(runs.size());
        }
    }

    /** All rows in order, after as many merges as it takes until all that are left can be merged at once. */
    RunMerge merge() {
        while (fitting() < runs.size()) {
            mergeSmallest(runs.size());
        }
        return merge(runs);
    }

    private RunMerge merge(List<SpilledRun> some) {
        List<RunCursor> cursors = new ArrayList<>();
        some.forEach(run -> cursors.add(SpillCursor.open(run, encoder, cursorMemory)));
        return new RunMerge(types, cursors, limit);
    }

    /** Makes one run of the smallest ones: no more than is needed for the rest to be merged at once, if that many can be. */
    private void mergeSmallest(int count) {
        runs.sort(Comparator.comparingLong(SpilledRun::bytes));
        int fitting = fitting();
        List<SpilledRun> smallest = List.copyOf(runs.subList(0, Math.max(2, Math.min(fitting, count - fitting + 1))));
        add(merge(smallest));
        cursorMemory.release(cursorMemory.bytes());
        smallest.forEach(SpilledRun::close);
        runs.removeAll(smallest);
    }

    /** How many of the runs, in their order, can be merged at once; at least two. */
    private int fitting() {
        long left = memory.limit() - memory.reserved();
        int count = 0;
        while (count < Math.min(runs.size(), MOST_AT_ONCE)
                && left >= runs.get(count).largestBlock()) {
            left -= runs.get(count).largestBlock();
            count++;
        }
        return Math.max(2, count);
    }

    @Override
    public void close() {
        try (cursorMemory) {
            runs.forEach(SpilledRun::close);
            runs.clear();
        }
    }
}
