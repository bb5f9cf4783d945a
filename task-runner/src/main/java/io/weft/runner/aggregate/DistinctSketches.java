package io.weft.runner.aggregate;

import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.RowHasher;
import io.weft.runner.vector.Vector;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * Approximate numbers of distinct values: a HyperLogLog sketch a group, fed with the hashes by which group keys are told apart. The estimate is the
 * one that does not depend on the order of rows and merges, so that it is the same however the rows are divided.
 */
final class DistinctSketches extends Accumulator {
    /** About what a sketch takes beside its array. */
    private static final int OBJECT_BYTES = 112;

    /** About what a value adds to a sketch while it is small, with the room it grows into. */
    private static final int VALUE_BYTES = 24;

    private final int logSize;
    private final int fullBytes;
    private final RowScratch scratch;
    private final RowHasher hasher = new RowHasher(1);
    private final ObjectSegments<Union> sketches = new ObjectSegments<>();

    /** For each group the bytes of its sketch; zero where there is none. */
    private final LongSegments sizes = new LongSegments(1);

    private long sketchBytes;

    /** @param logSize of 2^logSize registers a sketch */
    DistinctSketches(int logSize, RowScratch scratch) {
        this.logSize = logSize;
        this.scratch = scratch;
        fullBytes = OBJECT_BYTES + HllSketch.getMaxUpdatableSerializationBytes(logSize, TgtHllType.HLL_8);
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        long added = 0;
        for (int index = 0; index < rows; index++) {
            // A state may be as long; of a string value it is more than needed.
            added += VALUE_BYTES + (input.get(0) instanceof BytesVector bytes ? bytes.length(positions[index]) : 0L);
        }
        long fresh = Math.min(rows, Math.max(0, groups - sketches.created()));
        return sizes.bytesFor(groups)
                + sketches.bytesFor(groups)
                + sketchBytes
                + added
                + fresh * (OBJECT_BYTES + (long) VALUE_BYTES);
    }

    @Override
    long retainedBytes() {
        return sizes.retainedBytes() + sketches.retainedBytes() + sketchBytes;
    }

    @Override
    void ensure(int groups) {
        sizes.ensure(groups);
        sketches.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        scratch.keepPresent(input.get(0), groups, positions, rows);
        long[] hashes = hasher.hash(input, scratch.positions(), scratch.count());
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            Union sketch = sketch(group);
            sketch.update(hashes[index]);
            book(group, sketch);
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        BytesVector states = (BytesVector) input.get(0);
        scratch.keepPresent(states, groups, positions, rows);
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            int row = scratch.positions()[index];
            Memory saved = Memory.wrap(states.bytes(), states.start(row), states.length(row), ByteOrder.nativeOrder());
            Union sketch = sketch(group);
            sketch.update(HllSketch.heapify(saved));
            book(group, sketch);
        }
    }

    private Union sketch(int group) {
        Union sketch = sketches.get(group);
        if (sketch == null) {
            sketch = new Union(logSize);
            sketches.set(group, sketch);
        }
        return sketch;
    }

    private void book(int group, Union sketch) {
        long before = sizes.get(group);
        if (before < fullBytes) {
            long now = OBJECT_BYTES + (long) sketch.getUpdatableSerializationBytes();
            sizes.set(group, now);
            sketchBytes += now - before;
        }
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        BytesVectorBuilder states = new BytesVectorBuilder(count);
        for (int index = 0; index < count; index++) {
            Union sketch = sketches.get(groups[index]);
            if (sketch == null) {
                states.appendNull();
            } else {
                byte[] saved = sketch.getResult(TgtHllType.HLL_4).toCompactByteArray();
                states.append(saved, 0, saved.length);
            }
        }
        return List.of(states.build());
    }

    @Override
    Vector results(int[] groups, int count) {
        long[] estimates = new long[count];
        for (int index = 0; index < count; index++) {
            Union sketch = sketches.get(groups[index]);
            estimates[index] = sketch == null ? 0 : Math.round(sketch.getCompositeEstimate());
        }
        return new LongVector(count, estimates, null);
    }

    @Override
    long bytes(int group) {
        return sizes.get(group);
    }

    @Override
    void clear() {
        sketches.clear();
        sizes.clear();
        sketchBytes = 0;
    }
}
