package io.weft.runner.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes integers of a few bits out of bytes, the least significant bit first, as Parquet packs them. A load of 64 bits gives as many of them
 * as it surely holds, so that narrow ones come eight at a time.
 *
 * <p>All methods read from {@code place} on and nothing at or behind {@code limit}; there must be enough bytes before it for the count.
 */
final class BitUnpacker {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The widths up to which a load at the byte where the first of eight, four or two values begins holds them all. */
    private static final int WIDEST_OF_EIGHT = 8;

    private static final int WIDEST_OF_FOUR = 16;
    private static final int WIDEST_OF_TWO = 30;

    private BitUnpacker() {}

    /**
     * Unpacks values of at most 32 bits.
     *
     * @param firstBit of the first value, counted from the lowest bit of the byte at {@code place}
     */
    static void ints(byte[] bytes, int place, int limit, long firstBit, int width, int[] target, int from, int count) {
        int mask = width == Integer.SIZE ? -1 : (1 << width) - 1;
        int done = 0;
        long bit = firstBit;
        if (width > 0 && width <= WIDEST_OF_FOUR) {
            for (; (bit & 7) != 0 && done < count; done++) {
                target[from + done] = (int) word(bytes, place, limit, bit) & mask;
                bit += width;
            }
            int start = place + (int) (bit >>> 3);
            int grouped = width <= WIDEST_OF_EIGHT
                    ? eights(bytes, start, limit, width, target, from + done, count - done)
                    : fours(bytes, start, limit, width, target, from + done, count - done);
            bit += (long) grouped * width;
            done += grouped;
        }
        for (int index = done; index < count; index++) {
            target[from + index] = (int) word(bytes, place, limit, bit) & mask;
            bit += width;
        }
    }

    private static int eights(byte[] bytes, int start, int limit, int width, int[] target, int from, int count) {
        int mask = (1 << width) - 1;
        int groups = Math.min(count / 8, groups(start, limit, width));
        int out = from;
        for (int place = start, group = 0; group < groups; group++, place += width, out += 8) {
            long word = (long) LONGS.get(bytes, place);
            target[out] = (int) word & mask;
            target[out + 1] = (int) (word >>> width) & mask;
            target[out + 2] = (int) (word >>> (2 * width)) & mask;
            target[out + 3] = (int) (word >>> (3 * width)) & mask;
            target[out + 4] = (int) (word >>> (4 * width)) & mask;
            target[out + 5] = (int) (word >>> (5 * width)) & mask;
            target[out + 6] = (int) (word >>> (6 * width)) & mask;
            target[out + 7] = (int) (word >>> (7 * width)) & mask;
        }
        return groups * 8;
    }

    /** Eight values are two loads, the second from where the fifth begins, which is a byte's border or its middle. */
    private static int fours(byte[] bytes, int start, int limit, int width, int[] target, int from, int count) {
        int mask = (1 << width) - 1;
        int second = width / 2;
        int shift = (width & 1) * 4;
        int groups = Math.min(count / 8, groups(start + second, limit, width));
        int out = from;
        for (int place = start, group = 0; group < groups; group++, place += width, out += 8) {
            long word = (long) LONGS.get(bytes, place);
            target[out] = (int) word & mask;
            target[out + 1] = (int) (word >>> width) & mask;
            target[out + 2] = (int) (word >>> (2 * width)) & mask;
            target[out + 3] = (int) (word >>> (3 * width)) & mask;
            word = (long) LONGS.get(bytes, place + second) >>> shift;
            target[out + 4] = (int) word & mask;
            target[out + 5] = (int) (word >>> width) & mask;
            target[out + 6] = (int) (word >>> (2 * width)) & mask;
            target[out + 7] = (int) (word >>> (3 * width)) & mask;
        }
        return groups * 8;
    }

    /** The number of groups of eight values, a group every {@code width} bytes, for each of which eight bytes can be loaded. */
    private static int groups(int start, int limit, int width) {
        int last = limit - Long.BYTES - start;
        return last < 0 ? 0 : last / width + 1;
    }

    /** Unpacks values of at most 64 bits, the first of which begins with a byte. */
    static void longs(byte[] bytes, int place, int limit, int width, long[] target, int from, int count) {
        long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
        int done = 0;
        if (width > 0 && width <= WIDEST_OF_TWO) {
            done = pairs(bytes, place, limit, width, target, from, count);
        }
        long bit = (long) done * width;
        for (int index = done; index < count; index++) {
            long word = word(bytes, place, limit, bit);
            int shift = (int) (bit & 7);
            if (shift + width > Long.SIZE) {
                int ninth = place + (int) (bit >>> 3) + Long.BYTES;
                word |= (bytes[ninth] & 0xffL) << (Long.SIZE - shift);
            }
            target[from + index] = word & mask;
            bit += width;
        }
    }

    private static int pairs(byte[] bytes, int start, int limit, int width, long[] target, int from, int count) {
        long mask = (1L << width) - 1;
        int safe =
                Math.min(count, 2 * (int) Math.max(0, ((long) limit - Long.BYTES - start) * Byte.SIZE / (2L * width)));
        int done = 0;
        for (long bit = 0; done + 2 <= safe; done += 2, bit += 2L * width) {
            long word = (long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7);
            target[from + done] = word & mask;
            target[from + done + 1] = (word >>> width) & mask;
        }
        return done;
    }

    /** The bits from there on, zero behind the limit; the upper ones, up to seven, are missing where they do not begin with a byte. */
    private static long word(byte[] bytes, int place, int limit, long bit) {
        int at = place + (int) (bit >>> 3);
        long word = at + Long.BYTES <= limit ? (long) LONGS.get(bytes, at) : lastBytes(bytes, at, limit);
        return word >>> (bit & 7);
    }

    private static long lastBytes(byte[] bytes, int at, int limit) {
        long word = 0;
        for (int index = 0; at + index < limit && index < Long.BYTES; index++) {
            word |= (bytes[at + index] & 0xffL) << (index * Byte.SIZE);
        }
        return word;
    }
}
