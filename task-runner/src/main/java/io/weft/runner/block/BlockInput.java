package io.weft.runner.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads back what {@link BlockOutput} wrote, and never beyond the payload's end. */
final class BlockInput {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    BlockInput(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    boolean isAtEnd() {
        return position == end;
    }

    int readByte() throws DamagedBlockException {
        return bytes[claim(1)] & 0xff;
    }

    int readInt() throws DamagedBlockException {
        return (int) INT.get(bytes, claim(4));
    }

    byte[] readBytes(int count) throws DamagedBlockException {
        int start = claim(count);
        byte[] copy = new byte[count];
        System.arraycopy(bytes, start, copy, 0, count);
        return copy;
    }

    boolean[] readBits(int count) throws DamagedBlockException {
        int start = claim((count + 7) >> 3);
        boolean[] values = new boolean[count];
        for (int index = 0; index < count; index++) {
            values[index] = (bytes[start + (index >> 3)] >> (index & 7) & 1) != 0;
        }
        return values;
    }

    double[] readDoubles(int count) throws DamagedBlockException {
        int start = claim(8L * count);
        double[] values = new double[count];
        for (int index = 0; index < count; index++) {
            values[index] = (double) DOUBLE.get(bytes, start + 8 * index);
        }
        return values;
    }

    long[] readLongs(int count) throws DamagedBlockException {
        int start = claim(8L * count);
        long[] values = new long[count];
        for (int index = 0; index < count; index++) {
            values[index] = (long) LONG.get(bytes, start + 8 * index);
        }
        return values;
    }

    /** The counterpart of {@link BlockOutput#putIntegers}. */
    void readIntegers(long[] values, int count) throws DamagedBlockException {
        long least = (long) LONG.get(bytes, claim(8));
        int width = readByte();
        int start = claim((long) width * count);
        switch (width) {
            case 0 -> {
                for (int index = 0; index < count; index++) {
                    values[index] = least;
                }
            }
            case 1 -> {
                for (int index = 0; index < count; index++) {
                    values[index] = least + (bytes[start + index] & 0xff);
                }
            }
            case 2 -> {
                for (int index = 0; index < count; index++) {
                    values[index] = least + ((short) SHORT.get(bytes, start + 2 * index) & 0xffff);
                }
            }
            case 4 -> {
                for (int index = 0; index < count; index++) {
                    values[index] = least + ((int) INT.get(bytes, start + 4 * index) & 0xffff_ffffL);
                }
            }
            case 8 -> {
                for (int index = 0; index < count; index++) {
                    values[index] = least + (long) LONG.get(bytes, start + 8 * index);
                }
            }
            default -> throw new DamagedBlockException("it has integers of %d bytes".formatted(width));
        }
    }

    /** The place of the next {@code count} bytes, which the caller then reads. */
    private int claim(long count) throws DamagedBlockException {
        if (count < 0 || count > end - position) {
            throw new DamagedBlockException("its columns go on beyond its end");
        }
        int start = position;
        position += (int) count;
        return start;
    }
}
