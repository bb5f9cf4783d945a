package io.weft.runner.block;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A payload being assembled: little-endian numbers in a growing array. */
final class BlockOutput {
    private static final int FIRST_CAPACITY = 64 * 1024;
    private static final int MOST_BYTES = 1 << 30;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void putByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        INT.set(bytes, length, value);
        length += 4;
    }

    void putBytes(byte[] source, int start, int count) {
        reserve(count);
        System.arraycopy(source, start, bytes, length, count);
        length += count;
    }

    /** One bit a row, the lowest first. */
    void putBits(boolean[] values, int count) {
        int end = (count + 7) >> 3;
        reserve(end);
        Arrays.fill(bytes, length, length + end, (byte) 0);
        for (int index = 0; index < count; index++) {
            if (values[index]) {
                bytes[length + (index >> 3)] |= (byte) (1 << (index & 7));
            }
        }
        length += end;
    }

    void putDoubles(double[] values, int count) {
        reserve(8L * count);
        for (int index = 0; index < count; index++) {
            DOUBLE.set(bytes, length + 8 * index, values[index]);
        }
        length += 8 * count;
    }

    void putLongs(long[] values, int count) {
        reserve(8L * count);
        for (int index = 0; index < count; index++) {
            LONG.set(bytes, length + 8 * index, values[index]);
        }
        length += 8 * count;
    }

    /** The least value and the distances from it, each in as few bytes as the largest needs. */
    void putIntegers(long[] values, int count) {
        long least = count == 0 ? 0 : values[0];
        long most = least;
        for (int index = 1; index < count; index++) {
            least = Math.min(least, values[index]);
            most = Math.max(most, values[index]);
        }
        int width = width(most - least);
        reserve(9 + (long) width * count);
        LONG.set(bytes, length, least);
        bytes[length + 8] = (byte) width;
        length += 9;
        switch (width) {
            case 1 -> {
                for (int index = 0; index < count; index++) {
                    bytes[length + index] = (byte) (values[index] - least);
                }
            }
            case 2 -> {
                for (int index = 0; index < count; index++) {
                    SHORT.set(bytes, length + 2 * index, (short) (values[index] - least));
                }
            }
            case 4 -> {
                for (int index = 0; index < count; index++) {
                    INT.set(bytes, length + 4 * index, (int) (values[index] - least));
                }
            }
            case 8 -> {
                for (int index = 0; index < count; index++) {
                    LONG.set(bytes, length + 8 * index, values[index] - least);
                }
            }
            default -> {}
        }
        length += width * count;
    }

    /** Bytes for a distance; one that seems negative is beyond 63 bits. */
    private static int width(long distance) {
        if (distance == 0) {
            return 0;
        }
        if (distance >>> 8 == 0) {
            return 1;
        }
        if (distance >>> 16 == 0) {
            return 2;
        }
        return distance >>> 32 == 0 ? 4 : 8;
    }

    private void reserve(long more) {
        long needed = length + more;
        if (needed > MOST_BYTES) {
            throw new WeftException(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot write a batch: it has more than 1 GiB (split rows with such long values)");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(MOST_BYTES, 2L * bytes.length)));
        }
    }
}
