package io.weft.runner.scan;

import java.nio.ByteBuffer;
import org.apache.parquet.io.ParquetDecodingException;

/** The bytes of a page's values, taken from the front. What is not there is an error. */
final class PageInput {
    private final byte[] bytes;
    private final int limit;
    private int next;

    /** Reads what is left in a buffer, which must have an array, and does not move it. */
    PageInput(ByteBuffer buffer) {
        this.bytes = buffer.array();
        this.next = buffer.arrayOffset() + buffer.position();
        this.limit = buffer.arrayOffset() + buffer.limit();
    }

    private PageInput(byte[] bytes, int next, int limit) {
        this.bytes = bytes;
        this.next = next;
        this.limit = limit;
    }

    /** The same bytes, to be taken on their own. */
    PageInput duplicate() {
        return new PageInput(bytes, next, limit);
    }

    byte[] bytes() {
        return bytes;
    }

    /** The place in {@link #bytes} of the next byte. */
    int place() {
        return next;
    }

    /** The place behind the last byte. */
    int limit() {
        return limit;
    }

    int remaining() {
        return limit - next;
    }

    /** Takes so many bytes; returns the place of the first. */
    int take(long count) {
        if (count < 0 || count > limit - next) {
            throw new ParquetDecodingException("%d bytes wanted where %d are left".formatted(count, limit - next));
        }
        int place = next;
        next += (int) count;
        return place;
    }

    byte nextByte() {
        if (next >= limit) {
            throw new ParquetDecodingException("the values end too early");
        }
        return bytes[next++];
    }

    /** A number in groups of seven bits, the lowest first. */
    int unsigned() {
        long value = unsignedLong();
        if (value >>> Integer.SIZE != 0) {
            throw new ParquetDecodingException("a number of more than 32 bits");
        }
        return (int) value;
    }

    private long unsignedLong() {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = nextByte();
            result |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return result;
            }
        }
        throw new ParquetDecodingException("a number of more than 64 bits");
    }

    /** A number in zigzag form: even for those from 0 on, odd for the negative. */
    long signed() {
        long value = unsignedLong();
        return value >>> 1 ^ -(value & 1);
    }
}
