package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** The maps of a map column: all their keys in one vector, all their values in another, and where each map begins in both. Keys are not null. */
public final class MapVector implements Vector {
    private final int size;
    private final int[] offsets;
    private final Vector keys;
    private final Vector values;
    private final boolean @Nullable [] nulls;

    /**
     * Takes over the arrays: the caller writes to them no more.
     *
     * @param offsets {@code size + 1} rising places in {@code keys} and {@code values}: row {@code r} has those from {@code offsets[r]} up to
     *     {@code offsets[r + 1]}
     */
    public MapVector(int size, int[] offsets, Vector keys, Vector values, boolean @Nullable [] nulls) {
        Nulls.check(offsets.length, size + 1);
        Nulls.check(Math.min(keys.size(), values.size()), offsets[size]);
        Nulls.check(nulls, size);
        this.size = size;
        this.offsets = offsets;
        this.keys = keys;
        this.values = values;
        this.nulls = nulls;
    }

    /** The start of each row in {@link #keys} and {@link #values} and, after them, the end of the last, to be read only. */
    public int[] offsets() {
        return offsets;
    }

    public Vector keys() {
        return keys;
    }

    /** The values, each in the slot that its key has among the keys. */
    public Vector values() {
        return values;
    }

    public int start(int row) {
        return offsets[row];
    }

    /** The number of entries of the row's map. */
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean @Nullable [] nulls() {
        return nulls;
    }

    @Override
    public VectorKind kind() {
        return VectorKind.MAP;
    }

    @Override
    public MapVector take(int[] positions, int count) {
        int[] places = Ranges.places(offsets, positions, count);
        return new MapVector(
                count,
                Ranges.offsets(offsets, positions, count),
                keys.take(places, places.length),
                values.take(places, places.length),
                Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return 4L * offsets.length + keys.retainedBytes() + values.retainedBytes() + Nulls.bytes(nulls);
    }
}
