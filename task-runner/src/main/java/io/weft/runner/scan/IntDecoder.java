package io.weft.runner.scan;

import io.weft.runner.vector.IntVector;
import org.jspecify.annotations.Nullable;

/** Values of 32 bits: integers and dates. */
final class IntDecoder extends LeafDecoder {
    private int[] values = new int[0];
    private int[] dictionary = new int[0];

    IntDecoder(PageReader pages) {
        super(pages);
    }

    @Override
    void allocate(int rows) {
        values = new int[rows];
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        dictionary = new int[size];
        entries.ints(dictionary, 0, size);
    }

    @Override
    void readValues(PageValues from, int slot, int count) {
        from.ints(values, slot, count);
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
    IntVector vector(int rows, boolean @Nullable [] nulls) {
        return new IntVector(rows, values, nulls);
    }
}
