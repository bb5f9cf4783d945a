package io.weft.runner.join;

import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kept strings. Where all chunks have one dictionary, what is gathered has it too. */
final class StoredBytes extends StoredColumn {
    private @Nullable BytesVector[] vectors = new BytesVector[0];
    private @Nullable BytesDictionary dictionary;
    private boolean isCoded = true;

    @Override
    void put(int chunk, int room, Vector vector) {
        if (vectors.length < room) {
            vectors = Arrays.copyOf(vectors, room);
        }
        vectors[chunk] = (BytesVector) vector;
        if (!(vector instanceof CodedBytesVector coded)) {
            isCoded = false;
        } else if (dictionary == null) {
            dictionary = coded.dictionary();
        } else {
            isCoded &= dictionary == coded.dictionary();
        }
    }

    @Override
    void remove(int chunk) {
        vectors[chunk] = null;
    }

    @Override
    BytesVector gather(int[] rows, int count) {
        boolean[] nulls = nullsAt(rows, count);
        BytesDictionary common = dictionary;
        if (isCoded && common != null) {
            return new CodedBytesVector(count, ids(rows, count, nulls), common, nulls);
        }
        int[] offsets = new int[count + 1];
        for (int index = 0; index < count; index++) {
            int row = rows[index];
            int length = nulls != null && nulls[index] ? 0 : vector(row).length(row & RowAddress.MASK);
            offsets[index + 1] = Math.addExact(offsets[index], length);
        }
        byte[] bytes = new byte[offsets[count]];
        for (int index = 0; index < count; index++) {
            int length = offsets[index + 1] - offsets[index];
            if (length > 0) {
                BytesVector source = vector(rows[index]);
                int start = source.start(rows[index] & RowAddress.MASK);
                System.arraycopy(source.bytes(), start, bytes, offsets[index], length);
            }
        }
        return new PlainBytesVector(count, offsets, bytes, nulls);
    }

    private int[] ids(int[] rows, int count, boolean @Nullable [] nulls) {
        int[] ids = new int[count];
        for (int index = 0; index < count; index++) {
            if (nulls == null || !nulls[index]) {
                int row = rows[index];
                ids[index] = ((CodedBytesVector) vector(row)).id(row & RowAddress.MASK);
            }
        }
        return ids;
    }

    private BytesVector vector(int row) {
        return vectors[row >>> RowAddress.BITS];
    }

    @Override
    void markDifferent(Vector probe, int[] positions, int[] indexes, int[] rows, int count, boolean[] differs) {
        BytesVector probed = (BytesVector) probe;
        byte[] bytes = probed.bytes();
        for (int place = 0; place < count; place++) {
            int position = positions[indexes[place]];
            int row = rows[indexes[place]];
            BytesVector kept = vector(row);
            int start = probed.start(position);
            int length = probed.length(position);
            int keptStart = kept.start(row & RowAddress.MASK);
            int keptLength = kept.length(row & RowAddress.MASK);
            differs[place] |= length != keptLength
                    || !Arrays.equals(bytes, start, start + length, kept.bytes(), keptStart, keptStart + keptLength);
        }
    }
}
