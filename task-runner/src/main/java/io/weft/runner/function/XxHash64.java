package io.weft.runner.function;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 of integers and byte strings; the hash so far is the seed of the next value's. */
final class XxHash64 {
    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long PRIME_3 = 0x1656_67B1_9E37_79F9L;
    private static final long PRIME_4 = 0x85EB_CA77_C2B2_AE63L;
    private static final long PRIME_5 = 0x27D4_EB2F_1656_67C5L;
    private static final int STRIPE = 32;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    static long ofInt(int value, long seed) {
        return finished(withInt(seed + PRIME_5 + Integer.BYTES, value));
    }

    static long ofLong(long value, long seed) {
        return finished(withLong(seed + PRIME_5 + Long.BYTES, value));
    }

    static long ofBytes(byte[] bytes, int start, int length, long seed) {
        int end = start + length;
        int place = start;
        long hash = seed + PRIME_5;
        if (length >= STRIPE) {
            hash = ofStripes(bytes, start, length / STRIPE, seed);
            place = start + length / STRIPE * STRIPE;
        }
        hash += length;
        for (; place + Long.BYTES <= end; place += Long.BYTES) {
            hash = withLong(hash, (long) LONG.get(bytes, place));
        }
        if (place + Integer.BYTES <= end) {
            hash = withInt(hash, (int) INT.get(bytes, place));
            place += Integer.BYTES;
        }
        for (; place < end; place++) {
            hash = Long.rotateLeft(hash ^ (bytes[place] & 0xFFL) * PRIME_5, 11) * PRIME_1;
        }
        return finished(hash);
    }

    private static long ofStripes(byte[] bytes, int start, int count, long seed) {
        long first = seed + PRIME_1 + PRIME_2;
        long second = seed + PRIME_2;
        long third = seed;
        long fourth = seed - PRIME_1;
        for (int place = start; place < start + count * STRIPE; place += STRIPE) {
            first = round(first, (long) LONG.get(bytes, place));
            second = round(second, (long) LONG.get(bytes, place + 8));
            third = round(third, (long) LONG.get(bytes, place + 16));
            fourth = round(fourth, (long) LONG.get(bytes, place + 24));
        }
        long hash = Long.rotateLeft(first, 1)
                + Long.rotateLeft(second, 7)
                + Long.rotateLeft(third, 12)
                + Long.rotateLeft(fourth, 18);
        hash = merged(merged(hash, first), second);
        return merged(merged(hash, third), fourth);
    }

    private static long round(long lane, long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merged(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long withLong(long hash, long word) {
        return Long.rotateLeft(hash ^ round(0, word), 27) * PRIME_1 + PRIME_4;
    }

    private static long withInt(long hash, int word) {
        return Long.rotateLeft(hash ^ (word & 0xFFFF_FFFFL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }

    private static long finished(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * PRIME_2;
        mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
        return mixed ^ (mixed >>> 32);
    }
}
