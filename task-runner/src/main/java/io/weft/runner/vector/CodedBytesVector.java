package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** Byte strings as ids into a dictionary, which lives longer than the vector. */
public final class CodedBytesVector implements BytesVector {
    private final int size;
    private final int[] ids;
    private final BytesDictionary dictionary;
    private final boolean @Nullable [] nulls;

    /**
     * Takes over the arrays: the caller writes to them no more.
     *
     * @param ids places in the dictionary, 0 for a null
     */
    public CodedBytesVector(int size, int[] ids, BytesDictionary dictionary, boolean @Nullable [] nulls) {
        Nulls.check(ids.length, size);
        Nulls.check(nulls, size);
        this.size = size;
        this.ids = ids;
        this.dictionary = dictionary;
        this.nulls = nulls;
    }

    /** The ids by row, to be read only. */
    public int[] ids() {
        return ids;
    }

    public int id(int row) {
        return ids[row];
    }

    public BytesDictionary dictionary() {
        return dictionary;
    }

    @Override
    public byte[] bytes() {
        return dictionary.bytes();
    }

    @Override
    public int start(int row) {
        return dictionary.start(ids[row]);
    }

    @Override
    public int length(int row) {
        return dictionary.length(ids[row]);
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
    public CodedBytesVector take(int[] positions, int count) {
        int[] taken = new int[count];
        for (int index = 0; index < count; index++) {
            taken[index] = ids[positions[index]];
        }
        return new CodedBytesVector(count, taken, dictionary, Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return 4L * ids.length + Nulls.bytes(nulls);
    }
}
