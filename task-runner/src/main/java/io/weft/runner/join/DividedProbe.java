package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends those probe rows to disk whose matches are there, in the partitions of the build side. */
final class DividedProbe implements AutoCloseable {
    /** What is reserved for each row: the number of its partition, and its address. */
    private static final int EXTRA_ROW_BYTES = 1 + Integer.BYTES;

    private final JoinKeys keys;
    private final Divider divider;
    private final BuildSide build;
    private final Division division;
    private final RowStore window;
    private final ChunkMaker chunks;
    private final SpilledRows spilled;
    private final byte[] partitions = new byte[Batch.MAX_ROWS];
    private final int[] leaving = new int[Batch.MAX_ROWS];

    /** For the rows of this build side, which has been read to its end and is partly on disk. */
    DividedProbe(JoinEnvironment environment, Divider divider, BuildSide build) {
        keys = environment.keys();
        this.divider = divider;
        this.build = build;
        List<Type> types = environment.spec().probeTypes();
        JoinMemory memory = environment.memory();
        division = new Division(keys::ofProbe, divider, types.size(), memory.blockBytes());
        window = new RowStore(types, memory.window(), EXTRA_ROW_BYTES);
        chunks = new ChunkMaker(types, memory.window().bytes() / 2);
        spilled = new SpilledRows(environment.spill().create(), Divider.PARTITIONS);
    }

    /** Those of the rows whose matches are in memory, or who have none; null where there are none. */
    @Nullable Batch keep(Batch batch) {
        int count = batch.selectedCount();
        List<Vector> vectors = keys.ofProbe(batch);
        divider.assign(vectors, batch.positions(), count, partitions);
        boolean mayBeNull = JoinKeys.mayBeNull(vectors);
        int[] staying = new int[count];
        int stayingCount = 0;
        int leavingCount = 0;
        for (int index = 0; index < count; index++) {
            int position = batch.position(index);
            boolean stays =
                    build.isInMemory(partitions[index]) || (mayBeNull && !JoinKeys.isPresent(vectors, position));
            staying[stayingCount] = position;
            stayingCount += stays ? 1 : 0;
            leaving[leavingCount] = position;
            leavingCount += stays ? 0 : 1;
        }
        if (leavingCount > 0) {
            // The chunks copy the rows before the array is used again.
            chunks.add(batch.select(leaving, leavingCount));
            collect();
        }
        return stayingCount == 0 ? null : batch.select(Arrays.copyOf(staying, stayingCount), stayingCount);
    }

    private void collect() {
        for (Batch chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            if (window.add(chunk)) {
                continue;
            }
            if (!window.isEmpty()) {
                chunks.putBack(chunk);
                write();
            } else if (chunk.rowCount() > 1) {
                chunks.putBackHalves(chunk);
            } else {
                writeAlone(chunk);
            }
        }
    }

    /** Writes a row that is too large to be collected with others. */
    private void writeAlone(Batch row) {
        divider.assign(keys.ofProbe(row), row.positions(), 1, partitions);
        spilled.add(partitions[0], row);
    }

    private void write() {
        division.assign(window);
        division.write(window, 0, spilled);
        window.clear();
    }

    /** Writes what is left, once there are no more rows. */
    SpilledRows finish() {
        chunks.flush();
        collect();
        write();
        return spilled;
    }

    @Override
    public void close() {
        window.clear();
        spilled.close();
    }
}
