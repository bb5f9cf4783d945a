package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.FloatByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoding as parquet-column writes it, read some at a time and with values left out. */
class PageValuesTest {
    private static final int FIXED_LENGTH = 5;
    private static final HeapByteBufferAllocator MEMORY = new HeapByteBufferAllocator();

    /** An encoding of a physical type, with parquet-column's writer for it. */
    private enum Written {
        PLAIN_BOOLEAN(PrimitiveTypeName.BOOLEAN, Encoding.PLAIN),
        RLE_BOOLEAN(PrimitiveTypeName.BOOLEAN, Encoding.RLE),
        PLAIN_INT(PrimitiveTypeName.INT32, Encoding.PLAIN),
        DELTA_INT(PrimitiveTypeName.INT32, Encoding.DELTA_BINARY_PACKED),
        SPLIT_INT(PrimitiveTypeName.INT32, Encoding.BYTE_STREAM_SPLIT),
        PLAIN_LONG(PrimitiveTypeName.INT64, Encoding.PLAIN),
        DELTA_LONG(PrimitiveTypeName.INT64, Encoding.DELTA_BINARY_PACKED),
        SPLIT_LONG(PrimitiveTypeName.INT64, Encoding.BYTE_STREAM_SPLIT),
        PLAIN_FLOAT(PrimitiveTypeName.FLOAT, Encoding.PLAIN),
        SPLIT_FLOAT(PrimitiveTypeName.FLOAT, Encoding.BYTE_STREAM_SPLIT),
        PLAIN_DOUBLE(PrimitiveTypeName.DOUBLE, Encoding.PLAIN),
        SPLIT_DOUBLE(PrimitiveTypeName.DOUBLE, Encoding.BYTE_STREAM_SPLIT),
        PLAIN_BYTES(PrimitiveTypeName.BINARY, Encoding.PLAIN),
        DELTA_LENGTHS(PrimitiveTypeName.BINARY, Encoding.DELTA_LENGTH_BYTE_ARRAY),
        DELTA_BYTES(PrimitiveTypeName.BINARY, Encoding.DELTA_BYTE_ARRAY),
        PLAIN_FIXED(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, Encoding.PLAIN),
        DELTA_FIXED(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY),
        SPLIT_FIXED(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, Encoding.BYTE_STREAM_SPLIT);

        private final PrimitiveTypeName type;
        private final Encoding encoding;

        Written(PrimitiveTypeName type, Encoding encoding) {
            this.type = type;
            this.encoding = encoding;
        }

        ValuesWriter writer() {
            int room = 1 << 20;
            return switch (this) {
                case PLAIN_BOOLEAN -> new BooleanPlainValuesWriter();
                case RLE_BOOLEAN -> new RunLengthBitPackingHybridValuesWriter(1, 64, room, MEMORY);
                case DELTA_INT -> new DeltaBinaryPackingValuesWriterForInteger(64, room, MEMORY);
                case DELTA_LONG -> new DeltaBinaryPackingValuesWriterForLong(64, room, MEMORY);
                case SPLIT_INT -> new IntegerByteStreamSplitValuesWriter(64, room, MEMORY);
                case SPLIT_LONG -> new LongByteStreamSplitValuesWriter(64, room, MEMORY);
                case SPLIT_FLOAT -> new FloatByteStreamSplitValuesWriter(64, room, MEMORY);
                case SPLIT_DOUBLE -> new DoubleByteStreamSplitValuesWriter(64, room, MEMORY);
                case SPLIT_FIXED -> new FixedLenByteArrayByteStreamSplitValuesWriter(FIXED_LENGTH, 64, room, MEMORY);
                case DELTA_LENGTHS -> new DeltaLengthByteArrayValuesWriter(64, room, MEMORY);
                case DELTA_BYTES, DELTA_FIXED -> new DeltaByteArrayWriter(64, room, MEMORY);
                case PLAIN_FIXED -> new FixedLenByteArrayPlainValuesWriter(FIXED_LENGTH, 64, room, MEMORY);
                default -> new PlainValuesWriter(64, room, MEMORY);
            };
        }

        PageValues reader(byte[] page) {
            return new Encodings(primitive()).raw(encoding, ByteBuffer.wrap(page));
        }

        private PrimitiveType primitive() {
            return type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                    ? Types.required(type).length(FIXED_LENGTH).named("x")
                    : Types.required(type).named("x");
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Written.values())
                .flatMap(written -> LongStream.range(0, 12).mapToObj(seed -> Arguments.of(written, seed)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesWhatWasWrittenWhateverIsSkipped(Written written, long seed) throws IOException {
        Random random = new Random(seed);
        List<Object> values = values(written, random);
        PageValues reader = written.reader(encode(written, values));

        for (int next = 0; next < values.size(); ) {
            int count = Math.min(1 + random.nextInt(700), values.size() - next);
            if (random.nextInt(3) == 0) {
                reader.skip(count);
            } else {
                assertThat(read(written, reader, count))
                        .as("seed %d, %d values from %d on", seed, count, next)
                        .isEqualTo(values.subList(next, next + count));
            }
            next += count;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsWhereThereAreNoMoreValues(Written written, long seed) throws IOException {
        Random random = new Random(seed);
        List<Object> values = values(written, random);
        byte[] page = encode(written, values);
        // Bits are packed in groups of eight, the last of which may have some to spare.
        int more = values.size() + 8 + random.nextInt(100);

        assertThatThrownBy(() -> read(written, written.reader(page), more))
                .as("seed %d", seed)
                .isInstanceOfAny(
                        ParquetDecodingException.class,
                        java.nio.BufferUnderflowException.class,
                        IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> written.reader(page).skip(more))
                .as("seed %d", seed)
                .isInstanceOfAny(
                        ParquetDecodingException.class,
                        java.nio.BufferUnderflowException.class,
                        IndexOutOfBoundsException.class);
    }

    private static List<Object> values(Written written, Random random) {
        int count = 1 + random.nextInt(random.nextBoolean() ? 5 : 3000);
        int bits = 1 + random.nextInt(64);
        List<Object> values = new ArrayList<>();
        byte[] previous = new byte[FIXED_LENGTH];
        for (int index = 0; index < count; index++) {
            long number = random.nextLong() >> (64 - bits);
            values.add(
                    switch (written.type) {
                        case BOOLEAN -> (index / 40) % 2 == 0 ? random.nextBoolean() : bits % 2 == 0;
                        case INT32 -> (int) number;
                        case INT64 -> number;
                        case FLOAT -> (double) Float.intBitsToFloat(0x3f00_0000 | random.nextInt(1 << 23));
                        case DOUBLE -> random.nextGaussian();
                        case BINARY -> text(random, bits);
                        default -> {
                            previous[random.nextInt(FIXED_LENGTH)] = (byte) random.nextInt();
                            yield Binary.fromConstantByteArray(previous.clone());
                        }
                    });
        }
        return values;
    }

    private static Binary text(Random random, int longest) {
        byte[] bytes = new byte[random.nextInt(longest)];
        random.nextBytes(bytes);
        for (int index = 0; index < bytes.length / 2; index++) {
            bytes[index] = (byte) index;
        }
        return Binary.fromConstantByteArray(bytes);
    }

    private static byte[] encode(Written written, List<Object> values) throws IOException {
        try (ValuesWriter writer = written.writer()) {
            for (Object value : values) {
                switch (written.type) {
                    case BOOLEAN -> writer.writeBoolean((boolean) value);
                    case INT32 -> writer.writeInteger((int) value);
                    case INT64 -> writer.writeLong((long) value);
                    case FLOAT -> writer.writeFloat((float) (double) value);
                    case DOUBLE -> writer.writeDouble((double) value);
                    default -> writer.writeBytes((Binary) value);
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writer.getBytes().writeAllTo(bytes);
            return bytes.toByteArray();
        }
    }

    private static List<Object> read(Written written, PageValues reader, int count) {
        // Slots before those that are asked for stay as they are.
        int from = 3;
        List<Object> read = new ArrayList<>();
        switch (written.type) {
            case BOOLEAN -> {
                boolean[] target = new boolean[from + count];
                reader.booleans(target, from, count);
                for (int index = from; index < target.length; index++) {
                    read.add(target[index]);
                }
            }
            case INT32 -> {
                int[] target = new int[from + count];
                reader.ints(target, from, count);
                for (int index = from; index < target.length; index++) {
                    read.add(target[index]);
                }
            }
            case INT64 -> {
                long[] target = new long[from + count];
                reader.longs(target, from, count);
                for (int index = from; index < target.length; index++) {
                    read.add(target[index]);
                }
            }
            case FLOAT, DOUBLE -> {
                double[] target = new double[from + count];
                if (written.type == PrimitiveTypeName.FLOAT) {
                    reader.floats(target, from, count);
                } else {
                    reader.doubles(target, from, count);
                }
                for (int index = from; index < target.length; index++) {
                    read.add(target[index]);
                }
            }
            default -> {
                BytesBuffer target = new BytesBuffer();
                target.begin(from + count, 0);
                reader.bytes(target, from, count);
                int place = 0;
                for (int index = from; index < from + count; index++) {
                    int length = target.lengths()[index];
                    read.add(Binary.fromConstantByteArray(target.bytes(), place, length));
                    place += length;
                }
            }
        }
        return read;
    }
}
