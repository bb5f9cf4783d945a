package io.weft.runner.scan;

import java.nio.ByteBuffer;
import org.apache.parquet.io.ParquetDecodingException;

/** Booleans as bits, the lowest first: Parquet's encoding PLAIN for them. */
final class BooleanValues extends PageValues {
    private final PageInput in;
    private long next;

    BooleanValues(ByteBuffer buffer) {
        this.in = new PageInput(buffer);
    }

    @Override
    void booleans(boolean[] target, int from, int count) {
        check(count);
        byte[] bytes = in.bytes();
        int place = in.place();
        for (int index = 0; index < count; index++) {
            long bit = next + index;
            target[from + index] = (bytes[place + (int) (bit >>> 3)] >>> (bit & 7) & 1) != 0;
        }
        next += count;
    }

    @Override
    void skip(int count) {
        check(count);
        next += count;
    }

    private void check(int count) {
        if (next + count > (long) in.remaining() * Byte.SIZE) {
            throw new ParquetDecodingException(
                    "%d booleans where %d are left".formatted(count, (long) in.remaining() * Byte.SIZE - next));
        }
    }
}
