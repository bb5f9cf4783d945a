package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** The lists of a list column: all their elements in one vector, and where each list begins in it. The slot of a null has no elements. */
public final class ListVector implements Vector {
    private final int size;
    private final int[] offsets;
    private final Vector elements;
    private final boolean @Nullable [] nulls;

    /**
     * Takes over the arrays: the caller writes to them no more.
     *
     * @param offsets {@code size + 1} rising places in {@code elements}: row {@code r} has those from {@code offsets[r]} up to {@code offsets[r + 1]}
     */
    public ListVector(int size, int[] offsets, Vector elements, boolean @Nullable [] nulls) {
        Nulls.check(offsets.length, size + 1);
        Nulls.check(elements.size(), offsets[size]);
        Nulls.check(nulls, size);
        this.size = size;
        this.offsets = offsets;
        this.elements = elements;
        this.nulls = nulls;
    }

    /** The start of each row in {@link #elements} and, after them, the end of the last, to be read only. */
    public int[] offsets() {
        return offsets;
    }

    /** The elements of all rows, one after the other; there may be some before the first row's and behind the last's. */
    public Vector elements() {
        return elements;
    }

    public int start(int row) {
        return offsets[row];
    }

    /** The number of elements of the row's list. */
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
        return VectorKind.LIST;
    }

    @Override
    public ListVector take(int[] positions, int count) {
        int[] places = Ranges.places(offsets, positions, count);
        return new ListVector(
                count,
                Ranges.offsets(offsets, positions, count),
                elements.take(places, places.length),
                Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return 4L * offsets.length + elements.retainedBytes() + Nulls.bytes(nulls);
    }
}
