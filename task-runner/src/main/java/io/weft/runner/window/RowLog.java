package io.weft.runner.window;

import io.weft.runner.block.BlockWriter;
import io.weft.runner.block.Codec;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.spill.SpillFile;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait, or may be asked for again, numbered from 0 in the order in which they were appended. Rows that memory has no room for lie on disk; those that are read
 * by a {@link LogCursor} are in memory meanwhile, a block for each cursor at most.
 */
final class RowLog implements AutoCloseable {
    /** What a part takes beside the rows of a block in memory. */
    private static final long PART_BYTES = 250;

    /** Blocks of an extent: the more, the fewer parts there are, and the longer it takes to find a block that is not near the last. */
    private static final int MOST_BLOCKS = 1024;

    /** A block that is read is held compressed, uncompressed, and as vectors. */
    private static final int COPIES_OF_A_BLOCK = 3;

    /** Beyond this a file is left to itself: it is deleted when its rows are not needed any more. */
    private static final long MOST_FILE_BYTES = 64 << 20;

    private final MemoryReservation kept;
    private final MemoryReservation reading;

    /** What is held of both in any case. */
    private final long leastKept;

    private final long leastReading;

    private final long blockBytes;
    private final SpillSpace spills;
    private final BlockWriter writer = new BlockWriter(Codec.LZ4);
    private final List<LogPart> parts = new ArrayList<>();

    /** The blocks on disk that are in memory now. */
    private final List<LogBlock> opened = new ArrayList<>();

    private final Deque<SpillFile> files = new ArrayDeque<>();
    private final Starts partitions = new Starts(this, LogBlock::partitionStart);
    private final Starts peers = new Starts(this, LogBlock::peerStart);

    /** The parts before this one are let go. */
    private int firstPart;

    private Set<BytesDictionary> lastDictionaries = Set.of();

    /** Bytes that blocks in memory take, for good and while they are read. */
    private long keptBytes;

    private long readBytes;
    private long blockCount;
    private long end;

    /**
     * An empty log.
     *
     * @param blockBytes of a block on disk in memory, about
     * @param kept for rows that are kept in memory
     * @param reading for the blocks of all cursors; both are the caller's to close, and what they hold now is held on
     */
    RowLog(long blockBytes, MemoryReservation kept, MemoryReservation reading, SpillSpace spills) {
        this.kept = kept;
        this.reading = reading;
        this.leastKept = kept.bytes();
        this.leastReading = reading.bytes();
        this.blockBytes = blockBytes;
        this.spills = spills;
    }

    /** The number of the next row. */
    long end() {
        return end;
    }

    /** Appends rows, all of which count; they become the log's own. */
    void append(Batch rows) {
        long bytes = PART_BYTES + rows.retainedBytes();
        Set<BytesDictionary> dictionaries = dictionaries(rows);
        for (BytesDictionary dictionary : dictionaries) {
            bytes += lastDictionaries.contains(dictionary) ? 0 : dictionary.retainedBytes();
        }
        if (kept.tryResize(Math.max(leastKept, keptBytes + bytes))) {
            keptBytes += bytes;
            lastDictionaries = dictionaries;
            parts.add(LogBlock.inMemory(blockCount++, end, rows, bytes));
            end += rows.rowCount();
        } else {
            spill(rows);
        }
    }

    private static Set<BytesDictionary> dictionaries(Batch rows) {
        Set<BytesDictionary> dictionaries = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Vector column : rows.columns()) {
            if (column instanceof CodedBytesVector coded) {
                dictionaries.add(coded.dictionary());
            }
        }
        return dictionaries;
    }

    /** Those that come soon are best kept, and those are the earlier ones: so it is the new rows that go to disk. */
    private void spill(Batch rows) {
        int count = rows.rowCount();
        long rowBytes = 1 + rows.retainedBytes() / count;
        int most = (int) Math.max(1, Math.min(Batch.MAX_ROWS, blockBytes / rowBytes));
        for (int from = 0; from < count; from += most) {
            int[] some = Arrays.copyOfRange(rows.positions(), from, Math.min(count, from + most));
            write(some.length == count ? rows : taken(rows, some));
        }
    }

    private void write(Batch rows) {
        lastExtent().append(rows, writer.encode(rows));
        blockCount++;
        end += rows.rowCount();
    }

    private Extent lastExtent() {
        LogPart last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last instanceof Extent extent && extent.blocks() < MOST_BLOCKS) {
            return extent;
        }
        keptBytes += PART_BYTES;
        if (keptBytes > kept.bytes()) {
            kept.grow(keptBytes - kept.bytes());
        }
        SpillFile file = files.peekLast();
        if (file == null || file.length() > MOST_FILE_BYTES) {
            file = spills.create();
            files.add(file);
        }
        Extent extent = new Extent(file, blockCount, end);
        parts.add(extent);
        return extent;
    }

    static Batch taken(Batch rows, int[] positions) {
        List<Vector> columns = new ArrayList<>(rows.columnCount());
        for (Vector column : rows.columns()) {
            columns.add(column.take(positions, positions.length));
        }
        return new Batch(positions.length, columns);
    }

    /** Lets the rows before this one go. */
    void trim(long row) {
        while (firstPart < parts.size() && parts.get(firstPart).end() <= row) {
            LogPart part = parts.get(firstPart++);
            if (part instanceof Extent extent) {
                keptBytes -= PART_BYTES;
                closeBefore(extent.file());
            } else {
                keptBytes -= ((LogBlock) part).drop();
            }
        }
        kept.release(kept.bytes() - Math.max(leastKept, keptBytes));
        if (firstPart == parts.size()) {
            closeBefore(null);
        }
        if (firstPart > parts.size() / 2) {
            parts.subList(0, firstPart).clear();
            firstPart = 0;
        }
    }

    private void closeBefore(@Nullable SpillFile file) {
        while (!files.isEmpty() && files.getFirst() != file) {
            files.removeFirst().close();
        }
    }

    /** The number of the first row after the block that begins a partition; {@link LogBlock#NONE} where none is known yet. */
    long nextPartition(LogBlock block) {
        return partitions.after(block.end());
    }

    /** The number of the first row after the block that is not equal in order to the one before it; {@link LogBlock#NONE} where none is known yet. */
    long nextPeers(LogBlock block) {
        return peers.after(block.end());
    }

    /** The block with a row, which is there. */
    LogBlock block(long row) {
        for (LogBlock block : opened) {
            if (block.has(row)) {
                return block;
            }
        }
        return parts.get(indexOf(row)).block(row);
    }

    /** The place of the part with a row. */
    private int indexOf(long row) {
        int low = firstPart;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parts.get(middle).end() <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low >= parts.size() || row < parts.get(low).first()) {
            throw new IllegalStateException("Row %d is not in the log, which ends at %d".formatted(row, end));
        }
        return low;
    }

    /** The rows of a block, which stay in memory until {@link #leave}. */
    Batch enter(LogBlock block) {
        Batch rows = block.rows();
        if (rows == null) {
            Extent extent = block.extent();
            if (extent == null) {
                throw new IllegalStateException("Row %d was let go".formatted(block.first()));
            }
            rows = extent.rows(block);
            long bytes = COPIES_OF_A_BLOCK * rows.retainedBytes();
            for (BytesDictionary dictionary : dictionaries(rows)) {
                bytes += dictionary.retainedBytes();
            }
            readBytes += bytes;
            if (readBytes > reading.bytes()) {
                reading.grow(readBytes - reading.bytes());
            }
            block.keep(rows, bytes);
            opened.add(block);
        }
        block.enter();
        return rows;
    }

    /** To be called as often as {@link #enter}. */
    void leave(LogBlock block) {
        if (block.leave() && block.extent() != null) {
            opened.remove(block);
            readBytes -= block.drop();
            reading.release(reading.bytes() - Math.max(leastReading, readBytes));
        }
    }

    @Override
    public void close() {
        closeBefore(null);
    }
}
