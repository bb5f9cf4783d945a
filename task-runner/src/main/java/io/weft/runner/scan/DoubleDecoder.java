package io.weft.runner.scan;

import io.weft.runner.vector.DoubleVector;
import org.jspecify.annotations.Nullable;

/** Values of IEEE's binary64 and binary32. */
final class DoubleDecoder extends LeafDecoder {
    private double[] values = new double[0];
    private double[] dictionary = new double[0];

    DoubleDecoder(PageReader pages) {
        super(pages);
    }

    @Override
    void allocate(int rows) {
        values = new double[rows];
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        dictionary = new double[size];
        entries.doubles(dictionary, 0, size);
    }

    @Override
    void readValues(PageValues from, int slot, int count) {
        from.doubles(values, slot, count);
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
    DoubleVector vector(int rows, boolean @Nullable [] nulls) {
        return new DoubleVector(rows, values, nulls);
    }
}
