package io.weft.runner.aggregate;

import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.Vector;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.kll.KllSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/** Approximate percentiles: a KLL sketch of doubles a group. NaN is left out, for the sketch has no place for it. */
final class PercentileSketches extends Accumulator {
    /** About what a sketch takes beside the room for its values. */
    private static final int OBJECT_BYTES = 256;

    private final double fraction;
    private final int size;
    private final RowScratch scratch;
    private final ObjectSegments<KllDoublesSketch> sketches = new ObjectSegments<>();

    /** For each group the bytes of its sketch; zero where there is none. */
    private final LongSegments sizes = new LongSegments(1);

    private long sketchBytes;

    /**
     * @param fraction of the values that the result is not less than
     * @param size KLL's k
     */
    PercentileSketches(double fraction, int size, RowScratch scratch) {
        this.fraction = fraction;
        this.size = size;
        this.scratch = scratch;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        long added = 0;
        if (input.get(0) instanceof BytesVector states) {
            for (int index = 0; index < rows; index++) {
                added += states.length(positions[index]);
            }
        }
        long fresh = Math.min(rows, Math.max(0, groups - sketches.created()));
        return sizes.bytesFor(groups) + sketches.bytesFor(groups) + sketchBytes + added + fresh * bytesOf(1);
    }

    /** About the bytes of a sketch of so many values. */
    private long bytesOf(long values) {
        return OBJECT_BYTES
                + Math.max(
                        (long) Double.BYTES * size,
                        KllSketch.getMaxSerializedSizeBytes(size, values, KllSketch.SketchType.DOUBLES_SKETCH, true));
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
        double[] values = scratch.doubles(input.get(0));
        for (int index = 0; index < scratch.count(); index++) {
            if (!Double.isNaN(values[index])) {
                sketch(scratch.groups()[index]).update(values[index]);
            }
        }
        book(scratch.groups(), scratch.count());
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        BytesVector states = (BytesVector) input.get(0);
        scratch.keepPresent(states, groups, positions, rows);
        for (int index = 0; index < scratch.count(); index++) {
            int row = scratch.positions()[index];
            Memory saved = Memory.wrap(states.bytes(), states.start(row), states.length(row), ByteOrder.nativeOrder());
            sketch(scratch.groups()[index]).merge(KllDoublesSketch.heapify(saved));
        }
        book(scratch.groups(), scratch.count());
    }

    private KllDoublesSketch sketch(int group) {
        KllDoublesSketch sketch = sketches.get(group);
        if (sketch == null) {
            sketch = KllDoublesSketch.newHeapInstance(size);
            sketches.set(group, sketch);
        }
        return sketch;
    }

    private void book(int[] groups, int count) {
        for (int index = 0; index < count; index++) {
            KllDoublesSketch sketch = sketches.get(groups[index]);
            if (sketch != null) {
                long now = bytesOf(Math.max(1, sketch.getN()));
                sketchBytes += now - sizes.get(groups[index]);
                sizes.set(groups[index], now);
            }
        }
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        BytesVectorBuilder states = new BytesVectorBuilder(count);
        for (int index = 0; index < count; index++) {
            KllDoublesSketch sketch = sketches.get(groups[index]);
            if (sketch == null) {
                states.appendNull();
            } else {
                byte[] saved = sketch.toByteArray();
                states.append(saved, 0, saved.length);
            }
        }
        return List.of(states.build());
    }

    @Override
    Vector results(int[] groups, int count) {
        DoubleVectorBuilder results = new DoubleVectorBuilder(count);
        for (int index = 0; index < count; index++) {
            KllDoublesSketch sketch = sketches.get(groups[index]);
            if (sketch == null) {
                results.appendNull();
            } else {
                results.append(sketch.getQuantile(fraction, QuantileSearchCriteria.INCLUSIVE));
            }
        }
        return results.build();
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
