package io.weft.runner.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Values as they are, little-endian: Parquet's encoding PLAIN, apart from that of booleans. */
final class PlainValues extends PageValues {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer in;

    /** The bytes of each value, or 0 for byte strings each of which says its own. */
    private final int valueBytes;

    /** Reads from a buffer that has an array. */
    PlainValues(ByteBuffer in, int valueBytes) {
        this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.valueBytes = valueBytes;
    }

    @Override
    void ints(int[] target, int from, int count) {
        in.asIntBuffer().get(target, from, count);
        pass(count, Integer.BYTES);
    }

    @Override
    void longs(long[] target, int from, int count) {
        in.asLongBuffer().get(target, from, count);
        pass(count, Long.BYTES);
    }

    @Override
    void floats(double[] target, int from, int count) {
        byte[] array = in.array();
        int place = in.arrayOffset() + in.position();
        pass(count, Float.BYTES);
        for (int index = 0; index < count; index++) {
            target[from + index] = Float.intBitsToFloat((int) INTS.get(array, place + index * Float.BYTES));
        }
    }

    @Override
    void doubles(double[] target, int from, int count) {
        in.asDoubleBuffer().get(target, from, count);
        pass(count, Double.BYTES);
    }

    @Override
    void bytes(BytesBuffer target, int from, int count) {
        if (valueBytes > 0) {
            int start = in.position();
            pass(count, valueBytes);
            int place = target.reserve((long) count * valueBytes);
            in.get(start, target.bytes(), place, count * valueBytes);
            Arrays.fill(target.lengths(), from, from + count, valueBytes);
            return;
        }
        byte[] array = in.array();
        for (int index = 0; index < count; index++) {
            int length = nextLength();
            target.append(from + index, array, in.arrayOffset() + in.position(), length);
            in.position(in.position() + length);
        }
    }

    private int nextLength() {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new ParquetDecodingException(
                    "a value of %d bytes where %d are left".formatted(length, in.remaining()));
        }
        return length;
    }

    @Override
    void skip(int count) {
        if (valueBytes > 0) {
            pass(count, valueBytes);
            return;
        }
        for (int index = 0; index < count; index++) {
            int length = nextLength();
            in.position(in.position() + length);
        }
    }

    private void pass(int count, int size) {
        long bytes = (long) count * size;
        if (bytes > in.remaining()) {
            throw new ParquetDecodingException(
                    "%d values of %d bytes where %d are left".formatted(count, size, in.remaining()));
        }
        in.position(in.position() + (int) bytes);
    }
}
