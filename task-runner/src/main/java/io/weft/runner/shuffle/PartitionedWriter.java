package io.weft.runner.shuffle;

import io.weft.error.WeftException;
import io.weft.runner.block.BlockWriter;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.spill.SpillFile;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides rows among the partitions of an exchange and writes them as one map output. Rows wait in a builder for each
 * partition; a builder that is full becomes a block, and when memory is refused all blocks go to a local file, from which
 * they are gathered at the end.
 *
 * <p>For one thread.
 */
public final class PartitionedWriter implements AutoCloseable {
    /** Rows that share a block; a block takes less memory than a batch for each partition would. */
    private static final int BLOCK_ROWS = Batch.MAX_ROWS;

    /** A block in the spill file. */
    private record Spilled(long start, long end) {}

    private final MemoryReservation memory;
    private final SpillSpace spillSpace;
    private final BlockWriter blockWriter;
    private final List<BatchBuilder> builders = new ArrayList<>();
    private final List<List<byte[]>> blocks = new ArrayList<>();
    private final List<List<Spilled>> spilled = new ArrayList<>();
    private long blockBytes;
    private @Nullable SpillFile spillFile;

    /**
     * @param types of the columns
     * @param memory the writer's own, closed by it
     * @param spillSpace the attempt's
     */
    public PartitionedWriter(
            List<Type> types,
            int partitions,
            MemoryReservation memory,
            BlockWriter blockWriter,
            SpillSpace spillSpace) {
        this.memory = memory;
        this.blockWriter = blockWriter;
        this.spillSpace = spillSpace;
        for (int partition = 0; partition < partitions; partition++) {
            builders.add(new BatchBuilder(types));
            blocks.add(new ArrayList<>());
            spilled.add(new ArrayList<>());
        }
    }

    /**
     * Takes the selected rows of a batch.
     *
     * @param partitions the partition of each selected row, by its index among them
     */
    public void write(Batch batch, int[] partitions) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            BatchBuilder builder = builders.get(partitions[index]);
            builder.append(batch, batch.position(index));
            if (builder.rowCount() == BLOCK_ROWS) {
                endBlock(partitions[index]);
            }
        }
        reserve();
    }

    /** Takes all selected rows of a batch for the only partition. */
    public void write(Batch batch) {
        keep(0, batch);
        reserve();
    }

    private void keep(int partition, Batch batch) {
        ByteBuffer encoded = blockWriter.encode(batch);
        byte[] block = new byte[encoded.remaining()];
        encoded.get(block);
        blocks.get(partition).add(block);
        blockBytes += block.length;
    }

    private void endBlock(int partition) {
        BatchBuilder builder = builders.get(partition);
        if (!builder.isEmpty()) {
            keep(partition, builder.build());
        }
    }

    private void reserve() {
        if (memory.tryResize(heldBytes())) {
            return;
        }
        spill();
        long rest = heldBytes();
        if (!memory.tryResize(rest)) {
            memory.grow(rest - memory.bytes());
        }
    }

    private long heldBytes() {
        long bytes = blockBytes + blockWriter.retainedBytes();
        for (BatchBuilder builder : builders) {
            bytes += builder.retainedBytes();
        }
        return bytes;
    }

    private void spill() {
        SpillFile file = spillFile;
        if (file == null) {
            file = spillSpace.create();
            spillFile = file;
        }
        for (int partition = 0; partition < builders.size(); partition++) {
            endBlock(partition);
            for (byte[] block : blocks.get(partition)) {
                long start = file.length();
                file.append(ByteBuffer.wrap(block));
                spilled.get(partition).add(new Spilled(start, file.length()));
            }
            blocks.get(partition).clear();
        }
        blockBytes = 0;
    }

    /**
     * Writes everything into the output and commits it. Returns the bytes of each partition.
     *
     * @throws WeftException with {@code DISK_FULL} if the disk does not take it
     */
    public long[] finish(MapOutputWriter output) {
        try {
            for (int partition = 0; partition < builders.size(); partition++) {
                endBlock(partition);
                if (spilled.get(partition).isEmpty() && blocks.get(partition).isEmpty()) {
                    continue;
                }
                MapOutputWriter.Segment segment = output.partition(partition);
                for (Spilled block : spilled.get(partition)) {
                    copy(block, segment);
                }
                for (byte[] block : blocks.get(partition)) {
                    segment.write(ByteBuffer.wrap(block));
                }
            }
            return output.commit();
        } catch (IOException e) {
            throw StoreFailure.writing("shuffle output", e);
        }
    }

    private void copy(Spilled block, MapOutputWriter.Segment segment) throws IOException {
        SpillFile file = spillFile;
        if (file == null) {
            throw new IllegalStateException("A spilled block without a file");
        }
        file.read(block.start, block.end).transferTo(segment);
    }

    /** Deletes the spill file and gives the memory back. */
    @Override
    public void close() {
        memory.close();
        if (spillFile != null) {
            spillFile.close();
        }
    }
}
