package io.weft.runner.join;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.block.BlockReader;
import io.weft.runner.block.BlockWriter;
import io.weft.runner.block.Codec;
import io.weft.runner.spill.SpillFile;
import io.weft.runner.vector.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows on disk, in partitions each of which can be read by itself, any number of times. */
final class SpilledRows implements AutoCloseable {
    private final SpillFile file;
    private final BlockWriter writer = new BlockWriter(Codec.LZ4);

    /** For each partition where pieces of it begin and end in the file. */
    private final List<List<long[]>> pieces = new ArrayList<>();

    private final long[] rows;

    /** No rows yet; the file is closed with this. */
    SpilledRows(SpillFile file, int partitions) {
        this.file = file;
        rows = new long[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            pieces.add(new ArrayList<>());
        }
    }

    /** Appends the rows of the batch that count. */
    void add(int partition, Batch batch) {
        long start = file.length();
        file.append(writer.encode(batch));
        rows[partition] += batch.selectedCount();
        List<long[]> places = pieces.get(partition);
        if (!places.isEmpty() && places.get(places.size() - 1)[1] == start) {
            places.get(places.size() - 1)[1] = file.length();
        } else {
            places.add(new long[] {start, file.length()});
        }
    }

    long rows(int partition) {
        return rows[partition];
    }

    /** The rows of a partition, in the order in which they were added, once no more are. */
    RowSource read(int partition) {
        return new Source(partition);
    }

    private BlockReader open(int partition) {
        List<InputStream> streams = new ArrayList<>();
        for (long[] place : pieces.get(partition)) {
            streams.add(file.read(place[0], place[1]));
        }
        return new BlockReader(
                new SequenceInputStream(Collections.enumeration(streams)), file.toString(), ErrorCode.IO_FAILED);
    }

    @Override
    public void close() {
        file.close();
    }

    private final class Source implements RowSource {
        private final int partition;
        private BlockReader blocks;

        Source(int partition) {
            this.partition = partition;
            blocks = open(partition);
        }

        @Override
        public @Nullable Batch next() {
            try {
                return blocks.next();
            } catch (IOException problem) {
                throw WeftException.causedBy(
                        problem, ErrorCode.IO_FAILED, "Cannot read %s: %s (check the local disk)", file, problem);
            }
        }

        @Override
        public boolean canRewind() {
            return true;
        }

        @Override
        public void rewind() {
            blocks = open(partition);
        }
    }
}
