package io.weft.runner.sort;

import io.weft.expr.SortColumn;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows in any order and gives them back in the order of their sort columns; rows whose keys are equal in any order. {@link #add} all of them
 * first, then call {@link #next}.
 *
 * <p>With a limit, only the first rows are given, and no more than twice as many are kept at a time.
 */
public final class RowSorter implements AutoCloseable {
    /** A limit that is none. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    private static final long MOST_BUFFER_BYTES = 1 << 20;

    /** A block that is written is held as vectors, encoded, compressed. */
    private static final int COPIES_OF_A_BLOCK = 4;

    /** The part of memory that a chunk may take. */
    private static final int CHUNK_FRACTION = 16;

    /** Batches with fewer rows are gathered into chunks; others become chunks by themselves. */
    private static final int LEAST_CHUNK_ROWS = 1024;

    /** Rows that are sorted at a time, with what that takes within a processor's cache. */
    private static final int PIECE_ROWS = 1 << 15;

    private final List<? extends Type> types;
    private final long limit;
    private final KeyEncoder encoder;
    private final MemoryReservation bufferMemory;
    private final MemoryReservation rowMemory;
    private final MemoryReservation limitMemory;
    private final long bufferBytes;
    private final long blockBytes;
    private final long chunkBytes;
    private final int pieceRows;
    private final SortBuffer buffer;
    private final SpilledRuns runs;
    private BatchBuilder pending;

    /** The key of the last row within the limit, of those seen so far; what comes after it need not be kept. */
    private byte @Nullable [] cutoff;

    private @Nullable RunMerge output;

    /**
     * A sorter that holds memory from the first row on.
     *
     * @param types of the rows' columns
     * @param columns to sort by, the most important first
     * @param limit rows to give, at most
     */
    public RowSorter(
            List<? extends Type> types, List<SortColumn> columns, long limit, TaskMemory memory, SpillSpace spill) {
        this.types = List.copyOf(types);
        this.limit = limit;
        encoder = new KeyEncoder(columns);
        bufferBytes = Math.min(MOST_BUFFER_BYTES, memory.limit() / COPIES_OF_A_BLOCK);
        blockBytes = bufferBytes / COPIES_OF_A_BLOCK;
        chunkBytes = Math.min(MOST_BUFFER_BYTES, memory.limit() / CHUNK_FRACTION);
        pieceRows = (int) Math.max(Batch.MAX_ROWS, Math.min(PIECE_ROWS, limit));
        rowMemory = memory.reserveShare("rows to sort");
        limitMemory = memory.reserve("first rows");
        bufferMemory = memory.reserve("sort buffers");
        buffer = new SortBuffer(rowMemory);
        runs = new SpilledRuns(this.types, encoder, limit, blockBytes, memory, spill);
        pending = new BatchBuilder(this.types);
    }

    /** Takes the rows of the batch that count, by copying them. */
    public void add(Batch batch) {
        if (output != null) {
            throw new IllegalStateException("Rows came after the first were given back");
        }
        begin();
        Batch rows = cutoff == null ? batch : before(cutoff, batch);
        if (rows.selectedCount() >= LEAST_CHUNK_ROWS) {
            endPending();
            addCopies(rows);
            return;
        }
        for (int index = 0; index < rows.selectedCount(); index++) {
            pending.append(rows, rows.position(index));
            if (pending.isFull() || pending.retainedBytes() >= chunkBytes) {
                endPending();
            }
        }
    }

    /** Takes the memory that is needed whatever comes. */
    private void begin() {
        if (bufferMemory.bytes() == 0) {
            // Beside the buffers for blocks there are the rows that wait for a chunk and those that become one.
            bufferMemory.grow(bufferBytes + 2 * chunkBytes);
        }
    }

    private Batch before(byte[] key, Batch batch) {
        RowKeys keys = encoder.encode(batch);
        int[] positions = new int[batch.selectedCount()];
        int count = 0;
        for (int index = 0; index < positions.length; index++) {
            positions[count] = batch.position(index);
            count += keys.compare(index, key) < 0 ? 1 : 0;
        }
        return batch.select(positions, count);
    }

    private void endPending() {
        if (!pending.isEmpty()) {
            Batch rows = pending.build();
            pending = new BatchBuilder(types);
            addChunk(rows);
        }
    }

    /** Adds copies of the rows, some at a time, about as many as a chunk may have. */
    private void addCopies(Batch batch) {
        long rowBytes = 1 + batch.retainedBytes() / batch.rowCount();
        int most = (int) Math.max(1, Math.min(Batch.MAX_ROWS, chunkBytes / rowBytes));
        int count = batch.selectedCount();
        for (int from = 0; from < count; from += most) {
            addChunk(take(batch, batch.positions(), from, Math.min(count, from + most)));
        }
    }

    private static Batch take(Batch batch, int[] positions, int from, int to) {
        int[] some = Arrays.copyOfRange(positions, from, to);
        List<Vector> columns = new ArrayList<>(batch.columnCount());
        for (Vector column : batch.columns()) {
            columns.add(column.take(some, some.length));
        }
        return new Batch(some.length, columns);
    }

    /** Adds rows that belong to this sorter, spilling what is there already where memory is refused. */
    private void addChunk(Batch rows) {
        SortChunk chunk = new SortChunk(rows, encoder.encode(rows));
        boolean added = buffer.add(chunk);
        if (!added && !buffer.isEmpty()) {
            spill();
            added = buffer.add(chunk);
        }
        int count = rows.rowCount();
        if (!added && count > 1) {
            addChunk(take(rows, rows.positions(), 0, count / 2));
            addChunk(take(rows, rows.positions(), count / 2, count));
            return;
        }
        if (!added) {
            buffer.addAnyway(chunk);
        }
        if (buffer.waitingRows() >= pieceRows) {
            buffer.endPiece();
            keepFirst();
        }
    }

    private void spill() {
        RunMerge rows = buffer.merge(types, limit);
        runs.add(rows);
        noteCutoff(rows);
        buffer.clear();
        runs.keepFew();
    }

    private void noteCutoff(RunMerge rows) {
        if (rows.merged() == limit) {
            byte[] last = rows.lastKey(Integer.MAX_VALUE);
            cutoff = cutoff == null || Arrays.compareUnsigned(last, cutoff) < 0 ? last : cutoff;
        }
    }

    /** Lets the rows go that are beyond the limit, as soon as they are half of all. */
    private void keepFirst() {
        if (buffer.rows() / 2 < limit) {
            return;
        }
        RunMerge rows = buffer.merge(types, limit);
        List<Batch> first = new ArrayList<>();
        for (Batch batch = rows.next(chunkBytes); batch != null; batch = rows.next(chunkBytes)) {
            if (!limitMemory.tryGrow(batch.retainedBytes())) {
                limitMemory.release(limitMemory.bytes());
                spill();
                return;
            }
            first.add(batch);
        }
        noteCutoff(rows);
        buffer.clear();
        limitMemory.release(limitMemory.bytes());
        for (Batch batch : first) {
            SortChunk chunk = new SortChunk(batch, encoder.encode(batch));
            if (!buffer.add(chunk)) {
                addChunk(batch);
            }
        }
        buffer.endPiece();
    }

    /** The next rows in order, in a batch of their own; null when there are no more. */
    public @Nullable Batch next() {
        if (output == null) {
            begin();
            endPending();
            if (!runs.isEmpty() && !buffer.isEmpty()) {
                spill();
            }
            output = runs.isEmpty() ? buffer.merge(types, limit) : runs.merge();
        }
        return output.next(blockBytes);
    }

    @Override
    public void close() {
        try (bufferMemory;
                rowMemory;
                limitMemory) {
            runs.close();
        }
    }
}
