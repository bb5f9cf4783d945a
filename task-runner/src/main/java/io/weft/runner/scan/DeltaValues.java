package io.weft.runner.scan;

import java.nio.ByteBuffer;

/** Integers in Parquet's encoding DELTA_BINARY_PACKED. */
final class DeltaValues extends PageValues {
    private final DeltaDecoder numbers;

    DeltaValues(ByteBuffer in) {
        numbers = new DeltaDecoder(new PageInput(in));
    }

    @Override
    void ints(int[] target, int from, int count) {
        numbers.ints(target, from, count);
    }

    @Override
    void longs(long[] target, int from, int count) {
        numbers.longs(target, from, count);
    }

    @Override
    void skip(int count) {
        numbers.skip(count);
    }
}
