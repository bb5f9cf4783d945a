package io.weft.runner.operator;

import io.weft.api.RowCollector;
import io.weft.error.ErrorCode;
import io.weft.runner.block.BlockReader;
import io.weft.runner.block.BlockWriter;
import io.weft.runner.block.Codec;
import io.weft.runner.kernel.AuthorCode;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillFile;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a user's function emits, in batches, in order. One call may emit more than there is room for: full batches that memory
 * refuses wait on disk.
 */
final class EmittedRows implements RowCollector, AutoCloseable {
    private final Schema schema;
    private final BatchBuilder emitted;
    private final MemoryReservation memory;
    private final SpillSpace spills;
    private final Deque<Batch> full = new ArrayDeque<>();
    private final BlockWriter blocks = new BlockWriter(Codec.LZ4);
    /** Holds the batches that follow those in memory; null while there are none. */
    private @Nullable SpillFile file;

    private long read;
    /** Ends of the blocks in the file that have not been read. */
    private final Deque<Long> ends = new ArrayDeque<>();

    /** Bytes booked for the batch that was handed out last. */
    private long handedOut;

    EmittedRows(Schema schema, TaskMemory memory, SpillSpace spills) {
        this.schema = schema;
        this.emitted = new BatchBuilder(schema.types());
        this.memory = memory.reserve("emitted rows");
        this.spills = spills;
    }

    @Override
    public void emit(@Nullable Object... values) {
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
            keep(emitted.build());
        }
    }

    private void keep(Batch batch) {
        long bytes = batch.retainedBytes();
        if (file == null && memory.tryGrow(bytes)) {
            full.add(batch);
            return;
        }
        // A function is at work that goes on afterwards.
        AuthorCode.hasReturned();
        SpillFile spilled = file;
        if (spilled == null) {
            spilled = spills.create();
            file = spilled;
        }
        spilled.append(blocks.encode(batch));
        ends.add(spilled.length());
    }

    /** Whether there is a full batch. */
    boolean hasFull() {
        return !full.isEmpty() || !ends.isEmpty();
    }

    /** The next batch: a full one if there is one, else what has been emitted since; null if that is nothing. */
    @Nullable Batch next() {
        memory.release(handedOut);
        handedOut = 0;
        Batch batch = full.poll();
        if (batch != null) {
            handedOut = batch.retainedBytes();
            return batch;
        }
        if (file != null) {
            return readBack(file);
        }
        return emitted.isEmpty() ? null : emitted.build();
    }

    private @Nullable Batch readBack(SpillFile spilled) {
        long end = ends.remove();
        try {
            Batch batch = new BlockReader(spilled.read(read, end), spilled.toString(), ErrorCode.IO_FAILED).next();
            read = end;
            return batch;
        } catch (IOException e) {
            throw new IllegalStateException("A spill file's streams throw other errors", e);
        } finally {
            if (ends.isEmpty()) {
                forget(spilled);
            }
        }
    }

    private void forget(SpillFile spilled) {
        spilled.close();
        file = null;
        read = 0;
    }

    @Override
    public void close() {
        try (memory) {
            if (file != null) {
                forget(file);
            }
        }
    }
}
