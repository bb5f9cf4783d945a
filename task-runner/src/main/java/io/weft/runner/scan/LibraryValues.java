package io.weft.runner.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;

/** Values in an encoding that parquet-column decodes. */
final class LibraryValues implements PageValues {
    private final ValuesReader reader;

    LibraryValues(ColumnDescriptor column, Encoding encoding, int slots, ByteBuffer in) throws IOException {
        this.reader = encoding.getValuesReader(column, ValuesType.VALUES);
        reader.initFromPage(slots, ByteBufferInputStream.wrap(in));
    }

    @Override
    public void booleans(boolean[] target, int from, int count) {
        for (int index = from; index < from + count; index++) {
            target[index] = reader.readBoolean();
        }
    }

    @Override
    public void ints(int[] target, int from, int count) {
        for (int index = from; index < from + count; index++) {
            target[index] = reader.readInteger();
        }
    }

    @Override
    public void longs(long[] target, int from, int count) {
        for (int index = from; index < from + count; index++) {
            target[index] = reader.readLong();
        }
    }

    @Override
    public void floats(float[] target, int from, int count) {
        for (int index = from; index < from + count; index++) {
            target[index] = reader.readFloat();
        }
    }

    @Override
    public void doubles(double[] target, int from, int count) {
        for (int index = from; index < from + count; index++) {
            target[index] = reader.readDouble();
        }
    }

    @Override
    public void bytes(BytesConsumer target, int count) {
        for (int index = 0; index < count; index++) {
            ByteBuffer value = reader.readBytes().toByteBuffer();
            if (value.hasArray()) {
                target.add(value.array(), value.arrayOffset() + value.position(), value.remaining());
            } else {
                byte[] copy = new byte[value.remaining()];
                value.get(copy);
                target.add(copy, 0, copy.length);
            }
        }
    }
}
