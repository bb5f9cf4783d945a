package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.runner.format.AvroTypes;
import io.weft.runner.vector.BatchBuilder;
import io.weft.runner.vector.BooleanVectorBuilder;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.DecimalVectorBuilder;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.IntVectorBuilder;
import io.weft.runner.vector.LongVectorBuilder;
import io.weft.runner.vector.VectorBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.util.Utf8;

/** Decodes rows as they lie in a file: field after field, into the column that wants it or past it. */
final class AvroRowDecoder {
    private static final int MICROS_PER_MILLI = 1000;
    private static final int FIRST_BYTES = 64;

    /** What is done with a field of each row. */
    @FunctionalInterface
    private interface FieldDecoder {
        void decode(BinaryDecoder in, BatchBuilder rows) throws IOException;
    }

    /** How a value is decoded. */
    @FunctionalInterface
    private interface ValueDecoder {
        void decode(BinaryDecoder in, VectorBuilder target) throws IOException;
    }

    private final List<FieldDecoder> fields;

    private AvroRowDecoder(List<FieldDecoder> fields) {
        this.fields = fields;
    }

    /**
     * A decoder for rows with these fields.
     *
     * @param columns for each field the column that wants it, or -1
     */
    static AvroRowDecoder of(List<org.apache.avro.Schema> fields, int[] columns) {
        if (Arrays.stream(columns).allMatch(column -> column < 0)) {
            // The rows of a block are counted at its head.
            return new AvroRowDecoder(List.of());
        }
        List<FieldDecoder> decoders = new ArrayList<>();
        for (int field = 0; field < columns.length; field++) {
            decoders.add(field(fields.get(field), columns[field]));
        }
        return new AvroRowDecoder(decoders);
    }

    private static FieldDecoder field(org.apache.avro.Schema written, int column) {
        if (column < 0) {
            return (in, rows) -> GenericDatumReader.skip(written, in);
        }
        ValueDecoder value = nullable(written);
        return (in, rows) -> value.decode(in, rows.column(column));
    }

    /** Reads one row. */
    void read(BinaryDecoder in, BatchBuilder rows) throws IOException {
        for (FieldDecoder field : fields) {
            field.decode(in, rows);
        }
        rows.endRow();
    }

    private static ValueDecoder nullable(org.apache.avro.Schema written) {
        org.apache.avro.Schema present = AvroTypes.present(written);
        ValueDecoder value = value(present);
        if (written.getType() != org.apache.avro.Schema.Type.UNION) {
            return value;
        }
        int nullIndex = written.getTypes().get(0).getType() == org.apache.avro.Schema.Type.NULL ? 0 : 1;
        return (in, target) -> {
            int index = in.readIndex();
            if (index == nullIndex) {
                target.appendNull();
            } else if (index == 1 - nullIndex) {
                value.decode(in, target);
            } else {
                throw new AvroRuntimeException("a union has no type " + index);
            }
        };
    }

    private static ValueDecoder value(org.apache.avro.Schema written) {
        return switch (written.getType()) {
            case BOOLEAN -> (in, target) -> ((BooleanVectorBuilder) target).append(in.readBoolean());
            case INT -> (in, target) -> ((IntVectorBuilder) target).append(in.readInt());
            case LONG ->
                AvroTypes.isInMillis(written)
                        ? (in, target) ->
                                ((LongVectorBuilder) target).append(Math.multiplyExact(in.readLong(), MICROS_PER_MILLI))
                        : (in, target) -> ((LongVectorBuilder) target).append(in.readLong());
            case FLOAT -> (in, target) -> ((DoubleVectorBuilder) target).append(in.readFloat());
            case DOUBLE -> (in, target) -> ((DoubleVectorBuilder) target).append(in.readDouble());
            case STRING -> text();
            case ENUM -> symbols(written);
            case BYTES -> written.getLogicalType() == null ? bytes() : decimal();
            case FIXED -> fixed(written);
            default -> throw new IllegalArgumentException("No column is " + written);
        };
    }

    private static ValueDecoder text() {
        Utf8 text = new Utf8();
        return (in, target) -> {
            Utf8 read = in.readString(text);
            ((BytesVectorBuilder) target).append(read.getBytes(), 0, read.getByteLength());
        };
    }

    private static ValueDecoder symbols(org.apache.avro.Schema written) {
        List<byte[]> symbols = written.getEnumSymbols().stream()
                .map(symbol -> symbol.getBytes(UTF_8))
                .toList();
        return (in, target) -> {
            int symbol = in.readEnum();
            if (symbol < 0 || symbol >= symbols.size()) {
                throw new AvroRuntimeException("an enum has no symbol " + symbol);
            }
            byte[] bytes = symbols.get(symbol);
            ((BytesVectorBuilder) target).append(bytes, 0, bytes.length);
        };
    }

    private static ValueDecoder decimal() {
        ByteBuffer[] reused = {ByteBuffer.allocate(Long.BYTES * 2)};
        return (in, target) -> {
            ByteBuffer bytes = in.readBytes(reused[0]);
            reused[0] = bytes;
            append(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), (DecimalVectorBuilder)
                    target);
        };
    }

    private static ValueDecoder bytes() {
        ByteBuffer[] reused = {ByteBuffer.allocate(FIRST_BYTES)};
        return (in, target) -> {
            ByteBuffer bytes = in.readBytes(reused[0]);
            reused[0] = bytes;
            ((BytesVectorBuilder) target)
                    .append(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        };
    }

    private static ValueDecoder fixed(org.apache.avro.Schema written) {
        byte[] bytes = new byte[written.getFixedSize()];
        if (written.getLogicalType() == null) {
            return (in, target) -> {
                in.readFixed(bytes, 0, bytes.length);
                ((BytesVectorBuilder) target).append(bytes, 0, bytes.length);
            };
        }
        return (in, target) -> {
            in.readFixed(bytes, 0, bytes.length);
            append(bytes, 0, bytes.length, (DecimalVectorBuilder) target);
        };
    }

    /** Appends a two's complement number, its highest byte first. */
    private static void append(byte[] bytes, int start, int length, DecimalVectorBuilder target) {
        long high = length > 0 && bytes[start] < 0 ? -1 : 0;
        long low = high;
        for (int index = start; index < start + length; index++) {
            if (((high << Byte.SIZE) >> Byte.SIZE) != high) {
                throw new AvroRuntimeException("a decimal has more than 128 bits");
            }
            high = (high << Byte.SIZE) | (low >>> (Long.SIZE - Byte.SIZE));
            low = (low << Byte.SIZE) | (bytes[index] & 0xff);
        }
        if (high == low >> (Long.SIZE - 1)) {
            target.append(low);
        } else {
            target.append(high, low);
        }
    }
}
