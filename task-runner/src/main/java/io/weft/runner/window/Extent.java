package io.weft.runner.window;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.block.BlockReader;
import io.weft.runner.spill.SpillFile;
import io.weft.runner.vector.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that follow each other in a file. Of each there is a head on disk and nothing in memory: a block is found by going from head to head, beginning with
 * one that was found before.
 */
final class Extent implements LogPart {
    private static final int FOUND = 16;

    private final SpillFile file;
    private final long firstNumber;
    private final long first;
    private final long start;
    private long end;
    private int blocks;

    /** Some blocks that were found last, for each who goes through the extent about one. */
    private final @Nullable LogBlock[] found = new LogBlock[FOUND];

    private int nextFound;

    /**
     * No blocks yet.
     *
     * @param file at whose end they will be
     * @param firstNumber that the first block will have
     * @param first the number of its first row
     */
    Extent(SpillFile file, long firstNumber, long first) {
        this.file = file;
        this.firstNumber = firstNumber;
        this.first = first;
        this.start = file.length();
        this.end = first;
    }

    SpillFile file() {
        return file;
    }

    int blocks() {
        return blocks;
    }

    /** Appends a block of rows, which are encoded. */
    void append(Batch rows, ByteBuffer encoded) {
        file.append(BlockHead.of(rows, encoded.remaining()).toBytes());
        file.append(encoded);
        blocks++;
        end += rows.rowCount();
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public LogBlock block(long row) {
        LogBlock block = null;
        for (LogBlock known : found) {
            if (known != null && known.first() <= row && (block == null || known.first() > block.first())) {
                block = known;
            }
        }
        if (block == null) {
            block = read(firstNumber, first, start);
        } else if (block.has(row)) {
            return block;
        }
        while (row >= block.end()) {
            block = read(block.number() + 1, block.end(), block.rowsEnd());
        }
        found[nextFound++ % FOUND] = block;
        return block;
    }

    private LogBlock read(long number, long row, long position) {
        byte[] head = new byte[BlockHead.BYTES];
        try {
            int read = file.read(position, position + BlockHead.BYTES).readNBytes(head, 0, head.length);
            if (read < head.length) {
                throw new IllegalStateException("No block at %d of %s".formatted(position, file));
            }
        } catch (IOException problem) {
            throw failure(problem);
        }
        return new LogBlock(number, row, BlockHead.from(head), this, position);
    }

    /** The rows of a block of this extent. */
    Batch rows(LogBlock block) {
        BlockReader reader =
                new BlockReader(file.read(block.rowsStart(), block.rowsEnd()), file.toString(), ErrorCode.IO_FAILED);
        try {
            Batch rows = reader.next();
            if (rows == null) {
                throw new IllegalStateException("No rows at %d of %s".formatted(block.rowsStart(), file));
            }
            return rows;
        } catch (IOException problem) {
            throw failure(problem);
        }
    }

    private WeftException failure(IOException problem) {
        return WeftException.causedBy(
                problem, ErrorCode.IO_FAILED, "Cannot read %s: %s (check the local disk)", file, problem);
    }
}
