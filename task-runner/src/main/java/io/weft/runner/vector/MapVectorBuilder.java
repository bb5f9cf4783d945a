package io.weft.runner.vector;

import java.util.Arrays;

/** Builds {@link MapVector}s: append as many {@link #keys} as {@link #values}, then call {@link #endMap}. */
public final class MapVectorBuilder extends VectorBuilder {
    private final VectorBuilder keys;
    private final VectorBuilder values;
    private int[] ends;

    MapVectorBuilder(VectorBuilder keys, VectorBuilder values, int rows) {
        super(rows);
        this.keys = keys;
        this.values = values;
        ends = new int[rows];
    }

    /** Where the keys of the next map go; none is null. */
    public VectorBuilder keys() {
        return keys;
    }

    /** Where their values go, in the order of the keys. */
    public VectorBuilder values() {
        return values;
    }

    /** Makes a map of the entries since the last one. */
    public void endMap() {
        int row = nextRow();
        ends[row] = keys.size();
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        MapVector maps = (MapVector) source;
        int end = maps.start(row) + maps.length(row);
        for (int place = maps.start(row); place < end; place++) {
            keys.append(maps.keys(), place);
            values.append(maps.values(), place);
        }
        endMap();
    }

    @Override
    public MapVector build() {
        int size = size();
        int[] offsets = ListVectorBuilder.offsets(ends, size);
        Arrays.fill(ends, 0, size, 0);
        return new MapVector(size, offsets, keys.build(), values.build(), takeNulls());
    }

    @Override
    int capacity() {
        return ends.length;
    }

    @Override
    void grow(int rows) {
        ends = Arrays.copyOf(ends, rows);
    }

    @Override
    public long retainedBytes() {
        return 4L * ends.length + keys.retainedBytes() + values.retainedBytes() + nullBytes();
    }
}
