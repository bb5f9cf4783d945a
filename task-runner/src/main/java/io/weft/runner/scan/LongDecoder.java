package io.weft.runner.scan;

import io.weft.runner.vector.LongVector;
import org.jspecify.annotations.Nullable;

/** Values of 64 bits: integers and timestamps. */
final class LongDecoder extends LeafDecoder {
    private long[] values = new long[0];
    private long[] dictionary = new long[0];

    LongDecoder(PageReader pages) {
        super(pages);
    }

    @Override
    void allocate(int rows) {
        values = new long[rows];
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        dictionary = new long[size];
        entries.longs(dictionary, 0, size);
    }

    @Override
    void readValues(PageValues from, int slot, int count) {
        from.longs(values, slot, count);
    }

    @Override
    void readIds(int[] someIds, int slot, int count) {
        for (int index = 0; index < count; index++) {
            values[slot + index] = dictionary[someIds[index]];
        }
    }

    @Override
    void spread(boolean[] nulls, int slot, int count, int present) {
        NullSlots.spread(values, nulls, slot, count, present);
    }

    @Override
    LongVector vector(int rows, boolean @Nullable [] nulls) {
        return new LongVector(rows, values, nulls);
    }
}
