package io.weft.runner.vector;

import java.util.Arrays;

/** Builds {@link ListVector}s: append a list's elements to {@link #elements}, then call {@link #endList}. */
public final class ListVectorBuilder extends VectorBuilder {
    private final VectorBuilder elements;
    private int[] ends;

    ListVectorBuilder(VectorBuilder elements, int rows) {
        super(rows);
        this.elements = elements;
        ends = new int[rows];
    }

    /** Where the elements of the next list go. */
    public VectorBuilder elements() {
        return elements;
    }

    /** Makes a list of the elements since the last one. */
    public void endList() {
        int row = nextRow();
        ends[row] = elements.size();
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        ListVector lists = (ListVector) source;
        int end = lists.start(row) + lists.length(row);
        for (int place = lists.start(row); place < end; place++) {
            elements.append(lists.elements(), place);
        }
        endList();
    }

    @Override
    public ListVector build() {
        int size = size();
        int[] offsets = offsets(ends, size);
        Arrays.fill(ends, 0, size, 0);
        return new ListVector(size, offsets, elements.build(), takeNulls());
    }

    /** The places of rows of which a null leaves 0 where its end belongs. */
    static int[] offsets(int[] ends, int size) {
        int[] offsets = new int[size + 1];
        for (int row = 0; row < size; row++) {
            offsets[row + 1] = Math.max(offsets[row], ends[row]);
        }
        return offsets;
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
        return 4L * ends.length + elements.retainedBytes() + nullBytes();
    }
}
