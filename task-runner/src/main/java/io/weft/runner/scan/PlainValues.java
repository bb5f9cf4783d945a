package io.weft.runner.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;

/** Values as they are, little-endian: Parquet's encoding PLAIN, apart from that of booleans. */
final class PlainValues implements PageValues {
    private final ByteBuffer in;

    /** The bytes of each byte string, or 0 where each says its own. */
    private final int fixedLength;

    /** Reads from a buffer that has an array. */
    PlainValues(ByteBuffer in, int fixedLength) {
        this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.fixedLength = fixedLength;
    }

    @Override
    public void booleans(boolean[] target, int from, int count) {
        throw new IllegalStateException("Plain booleans are bits");
    }

    @Override
    public void ints(int[] target, int from, int count) {
        in.asIntBuffer().get(target, from, count);
        in.position(in.position() + count * Integer.BYTES);
    }

    @Override
    public void longs(long[] target, int from, int count) {
        in.asLongBuffer().get(target, from, count);
        in.position(in.position() + count * Long.BYTES);
    }

    @Override
    public void floats(float[] target, int from, int count) {
        in.asFloatBuffer().get(target, from, count);
        in.position(in.position() + count * Float.BYTES);
    }

    @Override
    public void doubles(double[] target, int from, int count) {
        in.asDoubleBuffer().get(target, from, count);
        in.position(in.position() + count * Double.BYTES);
    }

    @Override
    public void bytes(BytesConsumer target, int count) {
        byte[] array = in.array();
        for (int index = 0; index < count; index++) {
            int length = fixedLength > 0 ? fixedLength : in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new ParquetDecodingException(
                        "a value of %d bytes where %d are left".formatted(length, in.remaining()));
            }
            target.add(array, in.arrayOffset() + in.position(), length);
            in.position(in.position() + length);
        }
    }
}
