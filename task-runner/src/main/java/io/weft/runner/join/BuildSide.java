package io.weft.runner.join;

import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the build side. Where memory is refused, rows go to disk divided by their keys, but for those of the first partitions, as many as there
 * is room for; or, where dividing does not help, reading stops until there is room again.
 */
final class BuildSide implements AutoCloseable {
    /** What is reserved for each row: its place in the table, a flag, and the number of its partition. */
    private static final int EXTRA_ROW_BYTES = BuildTable.BYTES_PER_ROW + 2;

    /** How rows are kept that do not fit into memory. */
    enum Overflow {
        DIVIDE,
        WAIT
    }

    private final JoinSpec spec;
    private final JoinKeys keys;
    private final SpillSpace spill;
    private final RowSource source;
    private final Overflow overflow;
    private final @Nullable KeyFilters filters;
    private final Division division;
    private final RowStore store;
    private final ChunkMaker chunks;
    private final int[] present = new int[Batch.MAX_ROWS];

    /** The first partitions, whose rows are in memory, where others are on disk. */
    private int kept = Divider.PARTITIONS;

    private @Nullable SpilledRows spilled;
    private long rowsRead;
    private boolean hasNullKey;
    private boolean isComplete;

    /**
     * @param divider of this side's rows, where they overflow and can be divided
     * @param filters of the keys of all rows, or null where nobody waits for them
     */
    BuildSide(
            JoinEnvironment environment,
            RowSource source,
            Divider divider,
            Overflow overflow,
            @Nullable KeyFilters filters) {
        this.spec = environment.spec();
        this.keys = environment.keys();
        JoinMemory memory = environment.memory();
        this.spill = environment.spill();
        this.source = source;
        this.overflow = overflow;
        this.filters = filters;
        division = new Division(keys::ofStored, divider, spec.buildTypes().size(), memory.blockBytes());
        store = new RowStore(keys.storedTypes(), memory.rows(), EXTRA_ROW_BYTES);
        chunks = new ChunkMaker(spec.buildTypes(), memory.chunkBytes());
    }

    /** Reads on: to the end, or as far as there is room; then {@link #isComplete} says so. */
    void read() {
        boolean hasRoom = true;
        while (hasRoom && !isComplete) {
            Batch chunk = chunks.poll();
            if (chunk != null) {
                hasRoom = keep(chunk);
            } else {
                readBatch();
            }
        }
        if (isComplete && spilled != null) {
            division.assign(store);
            division.write(store, kept, spilled);
        }
    }

    private void readBatch() {
        Batch batch = source.next();
        if (batch != null) {
            rowsRead += batch.selectedCount();
            if (filters != null) {
                filters.add(batch);
            }
            Batch rows = spec.form().givesLoneBuildRows() ? batch : withKeys(batch);
            if (rows.selectedCount() > 0) {
                chunks.add(rows);
            }
            return;
        }
        chunks.flush();
        Batch last = chunks.poll();
        if (last != null) {
            chunks.putBack(last);
            return;
        }
        isComplete = true;
        if (filters != null) {
            filters.finish();
        }
    }

    /** The rows whose keys are not null; the others match nothing. */
    private Batch withKeys(Batch batch) {
        List<Vector> vectors = new ArrayList<>();
        spec.buildKeys().forEach(column -> vectors.add(batch.column(column)));
        if (!JoinKeys.mayBeNull(vectors)) {
            return batch;
        }
        int count = JoinKeys.keepPresent(vectors, batch.positions(), batch.selectedCount(), present);
        hasNullKey |= count < batch.selectedCount();
        return batch.select(present, count);
    }

    /** Keeps a chunk, or returns false where it has to wait. */
    private boolean keep(Batch chunk) {
        Batch rows = keys.stored(chunk);
        if (store.add(rows)) {
            return true;
        }
        if (store.isEmpty() && chunk.rowCount() == 1) {
            store.addAnyway(rows);
            return true;
        }
        if (store.isEmpty()) {
            chunks.putBackHalves(chunk);
            return true;
        }
        chunks.putBack(chunk);
        if (overflow == Overflow.DIVIDE) {
            spillSome();
            return true;
        }
        return false;
    }

    private void spillSome() {
        SpilledRows to = spilled;
        if (to == null) {
            to = new SpilledRows(spill.create(), Divider.PARTITIONS);
            spilled = to;
        }
        division.assign(store);
        kept = division.keepable(kept);
        division.write(store, kept, to);
    }

    /** Whether there are no more rows to be read. */
    boolean isComplete() {
        return isComplete;
    }

    /** The rows read, those on disk and those with null keys among them. */
    long rowsRead() {
        return rowsRead;
    }

    /** Whether a row had a null key; known only where such rows are not given. */
    boolean hasNullKey() {
        return hasNullKey;
    }

    /** The rows in memory. */
    RowStore store() {
        return store;
    }

    /** The rows on disk, divided; null where there are none. */
    @Nullable SpilledRows spilled() {
        return spilled;
    }

    /** The rows on disk, which the caller closes from now on; null where there are none. */
    @Nullable SpilledRows takeSpilled() {
        SpilledRows taken = spilled;
        spilled = null;
        return taken;
    }

    /** Whether the rows of the partition, if there are any, are in memory. */
    boolean isInMemory(int partition) {
        return spilled == null || partition < kept || spilled.rows(partition) == 0;
    }

    /** Lets the rows in memory go, so that there is room for others. */
    void clear() {
        store.clear();
    }

    @Override
    public void close() {
        if (spilled != null) {
            spilled.close();
        }
    }
}
