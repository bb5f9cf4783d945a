package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of rows in pieces of a good size: not many small ones, and none that is much larger than so many bytes. */
final class ChunkMaker {
    /** Batches with fewer rows are gathered; others become chunks by themselves. */
    private static final int LEAST_ROWS = 1024;

    private final List<Type> types;
    private final long chunkBytes;
    private final Deque<Batch> ready = new ArrayDeque<>();
    private BatchBuilder pending;

    ChunkMaker(List<Type> types, long chunkBytes) {
        this.types = types;
        this.chunkBytes = chunkBytes;
        pending = new BatchBuilder(types);
    }

    /** Takes copies of the rows that count. */
    void add(Batch batch) {
        if (batch.selectedCount() >= LEAST_ROWS) {
            flush();
            addCopies(batch);
            return;
        }
        for (int index = 0; index < batch.selectedCount(); index++) {
            pending.append(batch, batch.position(index));
            if (pending.isFull() || pending.retainedBytes() >= chunkBytes) {
                flush();
            }
        }
    }

    private void addCopies(Batch batch) {
        long rowBytes = 1 + batch.retainedBytes() / batch.rowCount();
        int most = (int) Math.max(1, Math.min(Batch.MAX_ROWS, chunkBytes / rowBytes));
        for (int from = 0; from < batch.selectedCount(); from += most) {
            ready.add(take(batch, from, Math.min(batch.selectedCount(), from + most)));
        }
    }

    /** A copy of the rows that count, from one to another. */
    private static Batch take(Batch batch, int from, int to) {
        int[] some = from == 0 ? batch.positions() : Arrays.copyOfRange(batch.positions(), from, to);
        List<Vector> columns = new ArrayList<>(batch.columnCount());
        for (Vector column : batch.columns()) {
            columns.add(column.take(some, to - from));
        }
        return new Batch(to - from, columns);
    }

    /** Makes a chunk of the rows that wait for more. */
    void flush() {
        if (!pending.isEmpty()) {
            ready.add(pending.build());
            pending = new BatchBuilder(types);
        }
    }

    /** The next chunk, or null where rows have to be added first. It belongs to the caller. */
    @Nullable Batch poll() {
        return ready.poll();
    }

    /** Gives a chunk back that found no room. */
    void putBack(Batch chunk) {
        ready.addFirst(chunk);
    }

    /** Gives a chunk of more than one row back, in halves. */
    void putBackHalves(Batch chunk) {
        int half = chunk.rowCount() / 2;
        ready.addFirst(take(chunk, half, chunk.rowCount()));
        ready.addFirst(take(chunk, 0, half));
    }
}
