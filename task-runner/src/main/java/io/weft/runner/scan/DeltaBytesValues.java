package io.weft.runner.scan;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Byte strings each of which begins like the one before: Parquet's encoding DELTA_BYTE_ARRAY. */
final class DeltaBytesValues extends PageValues {
    private final PageInput in;
    private final DeltaLengths prefixes;
    private final DeltaLengths suffixes;

    /** 0 where the strings are of any length. */
    private final int fixedLength;

    /** The last string. */
    private byte[] last = new byte[64];

    private int lastLength;

    DeltaBytesValues(ByteBuffer buffer, int fixedLength) {
        in = new PageInput(buffer);
        prefixes = new DeltaLengths(in);
        suffixes = new DeltaLengths(in);
        this.fixedLength = fixedLength;
    }

    @Override
    void bytes(BytesBuffer target, int from, int count) {
        for (int index = 0; index < count; index++) {
            advance();
            target.append(from + index, last, 0, lastLength);
        }
    }

    @Override
    void skip(int count) {
        for (int index = 0; index < count; index++) {
            advance();
        }
    }

    private void advance() {
        int prefix = prefixes.next();
        int suffix = suffixes.next();
        if (prefix > lastLength) {
            throw new ParquetDecodingException(
                    "a string that shares %d bytes with one of %d".formatted(prefix, lastLength));
        }
        if (fixedLength > 0 && prefix + suffix != fixedLength) {
            throw new ParquetDecodingException(
                    "a value of %d bytes instead of %d".formatted(prefix + suffix, fixedLength));
        }
        int source = in.take(suffix);
        int length = Math.addExact(prefix, suffix);
        if (length > last.length) {
            last = Arrays.copyOf(last, Math.max(length, last.length + (last.length >> 1)));
        }
        System.arraycopy(in.bytes(), source, last, prefix, suffix);
        lastLength = length;
    }
}
