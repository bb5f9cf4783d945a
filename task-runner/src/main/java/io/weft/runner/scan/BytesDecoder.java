package io.weft.runner.scan;

import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.PlainBytesVector;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/** Byte strings. Vectors whose rows all come from pages of ids stay ids into the chunk's dictionary. */
final class BytesDecoder extends LeafDecoder {
    private @Nullable BytesDictionary dictionary;

    /** Ids, as long as all rows have one. */
    private int[] ids = new int[0];

    private boolean isCoded;

    /** The values, once there are others than ids. */
    private final BytesBuffer plain = new BytesBuffer();

    private int capacity;

    BytesDecoder(PageReader pages) {
        super(pages);
    }

    @Override
    void allocate(int rows) {
        capacity = rows;
        isCoded = dictionary != null;
        if (isCoded) {
            ids = new int[rows];
        } else {
            // A vector takes its bytes along; the next one will need about as many.
            plain.begin(rows, plain.end());
        }
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        BytesBuffer read = new BytesBuffer();
        read.begin(size, 0);
        entries.bytes(read, 0, size);
        if (size > 0) {
            dictionary = new BytesDictionary(size, offsets(read.lengths(), size), read.bytes());
            isCoded = true;
            ids = new int[capacity];
        }
    }

    @Override
    void readValues(PageValues from, int slot, int count) {
        if (isCoded) {
            leaveDictionary(slot);
        }
        from.bytes(plain, slot, count);
    }

    @Override
    void readIds(int[] someIds, int slot, int count) {
        BytesDictionary entries = dictionary;
        if (entries == null) {
            throw new ParquetDecodingException("ids into a dictionary without entries");
        }
        int size = entries.size();
        for (int index = 0; index < count; index++) {
            int id = someIds[index];
            if (id < 0 || id >= size) {
                throw new ParquetDecodingException("id %d of a dictionary of %d".formatted(id, size));
            }
        }
        if (isCoded) {
            System.arraycopy(someIds, 0, ids, slot, count);
        } else {
            materialize(entries, someIds, slot, count);
        }
    }

    /** Writes out the values that were ids so far. */
    private void leaveDictionary(int upTo) {
        isCoded = false;
        plain.begin(capacity, plain.end());
        BytesDictionary entries = dictionary;
        for (int slot = 0; entries != null && slot < upTo; slot++) {
            if (!isNull(slot)) {
                int id = ids[slot];
                plain.append(slot, entries.bytes(), entries.start(id), entries.length(id));
            }
        }
    }

    private void materialize(BytesDictionary entries, int[] someIds, int slot, int count) {
        for (int index = 0; index < count; index++) {
            int id = someIds[index];
            plain.append(slot + index, entries.bytes(), entries.start(id), entries.length(id));
        }
    }

    @Override
    void spread(boolean[] nulls, int slot, int count, int present) {
        NullSlots.spread(isCoded ? ids : plain.lengths(), nulls, slot, count, present);
    }

    @Override
    BytesVector vector(int rows, boolean @Nullable [] nulls) {
        return isCoded && dictionary != null
                ? new CodedBytesVector(rows, ids, dictionary, nulls)
                : new PlainBytesVector(rows, offsets(plain.lengths(), rows), plain.bytes(), nulls);
    }

    private static int[] offsets(int[] lengths, int count) {
        int[] offsets = new int[count + 1];
        for (int index = 0; index < count; index++) {
            offsets[index + 1] = offsets[index] + lengths[index];
        }
        return offsets;
    }
}
