package io.weft.runner.scan;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Values whose first bytes come first, then their second bytes, and so on: Parquet's encoding BYTE_STREAM_SPLIT. */
final class SplitValues extends PageValues {
    private final byte[] bytes;
    private final int start;
    private final int valueBytes;
    private final int total;
    private int next;

    SplitValues(ByteBuffer buffer, int valueBytes) {
        PageInput in = new PageInput(buffer);
        if (valueBytes < 1 || in.remaining() % valueBytes != 0) {
            throw new ParquetDecodingException("values of %d bytes in %d".formatted(valueBytes, in.remaining()));
        }
        this.bytes = in.bytes();
        this.start = in.place();
        this.valueBytes = valueBytes;
        this.total = in.remaining() / valueBytes;
    }

    @Override
    void ints(int[] target, int from, int count) {
        int first = take(count, Integer.BYTES);
        int second = first + total;
        int third = second + total;
        int fourth = third + total;
        for (int index = 0; index < count; index++) {
            int low = (bytes[first + index] & 0xff) | ((bytes[second + index] & 0xff) << Byte.SIZE);
            int high = (bytes[third + index] & 0xff) | (bytes[fourth + index] << Byte.SIZE);
            target[from + index] = low | (high << Short.SIZE);
        }
    }

    @Override
    void longs(long[] target, int from, int count) {
        int first = take(count, Long.BYTES);
        Arrays.fill(target, from, from + count, 0);
        for (int stream = 0; stream < Long.BYTES; stream++) {
            int place = first + stream * total;
            int shift = stream * Byte.SIZE;
            for (int index = 0; index < count; index++) {
                target[from + index] |= (bytes[place + index] & 0xffL) << shift;
            }
        }
    }

    @Override
    void floats(double[] target, int from, int count) {
        int[] bits = new int[count];
        ints(bits, 0, count);
        for (int index = 0; index < count; index++) {
            target[from + index] = Float.intBitsToFloat(bits[index]);
        }
    }

    @Override
    void doubles(double[] target, int from, int count) {
        long[] bits = new long[count];
        longs(bits, 0, count);
        for (int index = 0; index < count; index++) {
            target[from + index] = Double.longBitsToDouble(bits[index]);
        }
    }

    @Override
    void bytes(BytesBuffer target, int from, int count) {
        int first = take(count, valueBytes);
        int place = target.reserve((long) count * valueBytes);
        byte[] out = target.bytes();
        for (int stream = 0; stream < valueBytes; stream++) {
            int source = first + stream * total;
            for (int index = 0; index < count; index++) {
                out[place + index * valueBytes + stream] = bytes[source + index];
            }
        }
        Arrays.fill(target.lengths(), from, from + count, valueBytes);
    }

    @Override
    void skip(int count) {
        take(count, valueBytes);
    }

    /** Passes so many values; the place of the first one's first byte. */
    private int take(int count, int size) {
        if (size != valueBytes) {
            throw new ParquetDecodingException("values of %d bytes read as %d".formatted(valueBytes, size));
        }
        if (count > total - next) {
            throw new ParquetDecodingException("%d values wanted where %d are left".formatted(count, total - next));
        }
        int place = start + next;
        next += count;
        return place;
    }
}
