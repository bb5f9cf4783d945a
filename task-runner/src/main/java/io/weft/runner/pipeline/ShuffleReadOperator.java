package io.weft.runner.pipeline;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.runner.block.BlockReader;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.shuffle.Segment;
import io.weft.runner.shuffle.ShuffleCounters;
import io.weft.runner.shuffle.ShuffleReader;
import io.weft.runner.vector.Batch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Turns the segments of a shuffle into batches. */
public final class ShuffleReadOperator implements Operator {
    private final ShuffleReader reader;
    private final MemoryReservation memory;
    private final Counters counters;
    private @Nullable Segment segment;
    private @Nullable BlockReader blocks;

    /**
     * Takes over the reader and the memory that it was given.
     *
     * @param counters the attempt's, to which the bytes read are added at the end
     */
    public ShuffleReadOperator(ShuffleReader reader, MemoryReservation memory, Counters counters) {
        this.reader = reader;
        this.memory = memory;
        this.counters = counters;
    }

    @Override
    public @Nullable Batch next() {
        try {
            while (true) {
                Batch batch = blocks == null ? null : nextOf(blocks);
                if (batch != null && batch.selectedCount() > 0) {
                    return batch;
                }
                if (batch == null) {
                    segment = reader.next();
                    if (segment == null) {
                        return null;
                    }
                    blocks = new BlockReader(segment.input(), segment.output().toString(), ErrorCode.FETCH_FAILED);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeftException(ErrorCode.INTERRUPTED, "The attempt was interrupted while it read the shuffle");
        }
    }

    private @Nullable Batch nextOf(BlockReader reader) {
        try {
            return reader.next();
        } catch (IOException e) {
            throw corrupt(e);
        } catch (WeftException e) {
            if (e.code() == ErrorCode.FETCH_FAILED) {
                throw corrupt(e);
            }
            throw e;
        }
    }

    private RuntimeException corrupt(Exception e) {
        if (segment == null) {
            throw new IllegalStateException("Blocks without a segment", e);
        }
        return segment.corrupt(e);
    }

    @Override
    public void close() {
        ShuffleCounters read = reader.counters();
        counters.add(Counter.SHUFFLE_BYTES_READ, read.localBytes() + read.fetchedBytes());
        counters.add(Counter.SHUFFLE_BYTES_LOCAL, read.localBytes());
        counters.add(Counter.SPILLED_BYTES, read.spilledBytes());
        reader.close();
        memory.close();
    }
}
