package io.weft.runner.kernel;

import io.weft.runner.function.RepeatedKeys;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorValues;
import io.weft.type.MapType;
import org.jspecify.annotations.Nullable;

/** Maps with each key and each value cast. A map of which a key cannot be cast, or of which two keys become the same, cannot be cast. */
final class MapCast implements Evaluator {
    private final Evaluator input;
    private final PartCast keys;
    private final PartCast values;
    private final MapType type;
    private final Misfits misfits;
    private final RowParts parts = new RowParts();
    private final RepeatedKeys repeated = new RepeatedKeys();

    MapCast(Evaluator input, Evaluator key, Evaluator value, MapType type, Misfits misfits) {
        this.input = input;
        this.keys = new PartCast(key, type.key());
        this.values = new PartCast(value, type.value());
        this.type = type;
        this.misfits = misfits;
    }

    @Override
    public Vector evaluate(Batch batch) {
        MapVector maps = (MapVector) input.evaluate(batch);
        parts.find(maps.offsets(), maps.nulls(), batch);
        Vector castKeys = keys.compute(maps.keys(), parts.places(), parts.count());
        boolean[] nulls = checked(castKeys, maps.nulls(), batch);
        if (nulls != maps.nulls()) {
            // A null has no entries, so the others have other places.
            parts.find(maps.offsets(), nulls, batch);
            castKeys = keys.compute(maps.keys(), parts.places(), parts.count());
        }
        Vector castValues = values.compute(maps.values(), parts.places(), parts.count());
        return new MapVector(batch.rowCount(), parts.offsets(), castKeys, castValues, nulls);
    }

    /** The rows that are null, or become so. */
    private boolean @Nullable [] checked(Vector castKeys, boolean @Nullable [] nulls, Batch batch) {
        int[] offsets = parts.offsets();
        misfits.begin();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            check(castKeys, offsets[row], offsets[row + 1], row);
        }
        return misfits.with(nulls, batch.rowCount());
    }

    private void check(Vector castKeys, int start, int end, int row) {
        for (int place = start; place < end; place++) {
            if (castKeys.isNull(place)) {
                misfits.doesNotFit(row, "null");
                return;
            }
        }
        int place = repeated.find(castKeys, start, end - start);
        if (place >= 0) {
            misfits.repeats(row, String.valueOf(VectorValues.value(castKeys, place, type.key())));
        }
    }
}
