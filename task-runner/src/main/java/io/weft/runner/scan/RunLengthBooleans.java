package io.weft.runner.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;

/** Booleans in runs, behind their length: Parquet's encoding RLE, which it has for them alone. */
final class RunLengthBooleans extends PageValues {
    private final RunLengthDecoder runs;
    private int[] bits = new int[0];

    RunLengthBooleans(ByteBuffer in) {
        int length = in.remaining() < Integer.BYTES
                ? -1
                : in.order(ByteOrder.LITTLE_ENDIAN).getInt(in.position());
        if (length < 0 || length > in.remaining() - Integer.BYTES) {
            throw new ParquetDecodingException("runs of %d bytes where %d are left".formatted(length, in.remaining()));
        }
        runs = new RunLengthDecoder(in.slice(in.position() + Integer.BYTES, length), 1);
    }

    @Override
    void booleans(boolean[] target, int from, int count) {
        if (bits.length < count) {
            bits = new int[count];
        }
        runs.read(bits, 0, count);
        for (int index = 0; index < count; index++) {
            target[from + index] = bits[index] != 0;
        }
    }

    @Override
    void skip(int count) {
        runs.skip(count);
    }
}
