package io.weft.runner.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Parquet's hybrid of runs and bit-packed groups: how it writes definition levels and dictionary ids. */
final class RunLengthDecoder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int GROUP = 8;

    private final byte[] bytes;
    private final int limit;
    private final int width;
    private final int mask;
    private int next;

    /** Values left in the current run, and what it repeats. */
    private int repeated;

    private int value;

    /** Values left in the current packed groups, and the place of the next bit from {@link #bytes}' start. */
    private int packed;

    private long packedBit;

    /** Reads from the buffer, which must have an array, and does not move it. */
    RunLengthDecoder(ByteBuffer buffer, int width) {
        if (width < 0 || width > Integer.SIZE) {
            throw new ParquetDecodingException("values of %d bits".formatted(width));
        }
        this.bytes = buffer.array();
        this.next = buffer.arrayOffset() + buffer.position();
        this.limit = buffer.arrayOffset() + buffer.limit();
        this.width = width;
        this.mask = width == Integer.SIZE ? -1 : (1 << width) - 1;
    }

    /** Reads the next values; what is not there is an error. */
    void read(int[] target, int from, int count) {
        int done = 0;
        while (done < count) {
            if (repeated > 0) {
                int some = Math.min(repeated, count - done);
                Arrays.fill(target, from + done, from + done + some, value);
                repeated -= some;
                done += some;
            } else if (packed > 0) {
                int some = Math.min(packed, count - done);
                unpack(target, from + done, some);
                packed -= some;
                done += some;
            } else {
                nextRun();
            }
        }
    }

    private void nextRun() {
        int header = unsigned();
        int count = header >>> 1;
        if ((header & 1) == 0) {
            repeated = count;
            value = 0;
            for (int shift = 0; shift < width; shift += Byte.SIZE) {
                value |= (nextByte() & 0xff) << shift;
            }
            return;
        }
        long length = (long) count * width;
        // The last group of a page may be cut off where its values end.
        long available = Math.min(length, limit - next);
        packed = width == 0
                ? (int) Math.min((long) count * GROUP, Integer.MAX_VALUE)
                : (int) Math.min(available * Byte.SIZE / width, Integer.MAX_VALUE);
        packedBit = (long) next * Byte.SIZE;
        next += (int) available;
        if (packed == 0) {
            throw new ParquetDecodingException("a run without values");
        }
    }

    private void unpack(int[] target, int from, int count) {
        long bit = packedBit;
        for (int index = 0; index < count; index++) {
            int place = (int) (bit >>> 3);
            long word = place + Long.BYTES <= bytes.length ? (long) LONGS.get(bytes, place) : lastBytes(place);
            target[from + index] = (int) (word >>> (bit & 7)) & mask;
            bit += width;
        }
        packedBit = bit;
    }

    private long lastBytes(int place) {
        long word = 0;
        for (int index = 0; place + index < limit && index < Long.BYTES; index++) {
            word |= (bytes[place + index] & 0xffL) << (index * Byte.SIZE);
        }
        return word;
    }

    private int unsigned() {
        int result = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte part = nextByte();
            result |= (part & 0x7f) << shift;
            if (part >= 0) {
                return result;
            }
        }
        throw new ParquetDecodingException("a number of more than 32 bits");
    }

    private byte nextByte() {
        if (next >= limit) {
            throw new ParquetDecodingException("the values end too early");
        }
        return bytes[next++];
    }
}
