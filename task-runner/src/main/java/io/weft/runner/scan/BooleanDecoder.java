package io.weft.runner.scan;

import io.weft.runner.vector.BooleanVector;
import org.jspecify.annotations.Nullable;

/** Values of a bit. */
final class BooleanDecoder extends LeafDecoder {
    private boolean[] values = new boolean[0];
    private boolean[] dictionary = new boolean[0];

    BooleanDecoder(PageReader pages) {
        super(pages);
    }

    @Override
    void allocate(int rows) {
        values = new boolean[rows];
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        dictionary = new boolean[size];
        entries.booleans(dictionary, 0, size);
    }

    @Override
    void readValues(PageValues from, int slot, int count) {
        from.booleans(values, slot, count);
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
    BooleanVector vector(int rows, boolean @Nullable [] nulls) {
        return new BooleanVector(rows, values, nulls);
    }
}
