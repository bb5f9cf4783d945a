package io.weft.runner.scan;

import java.nio.ByteBuffer;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Chooses who decodes the values of a column's pages. */
final class Encodings {
    private static final int INT96_BYTES = 12;

    private final PrimitiveType type;
    private final boolean isBoolean;

    /** The bytes of a plain value, or 0 where each says its own. */
    private final int valueBytes;

    /** The bytes of a byte string, or 0 where they differ. */
    private final int fixedLength;

    Encodings(PrimitiveType type) {
        this.type = type;
        PrimitiveTypeName physical = type.getPrimitiveTypeName();
        isBoolean = physical == PrimitiveTypeName.BOOLEAN;
        valueBytes = switch (physical) {
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96 -> INT96_BYTES;
            case FIXED_LEN_BYTE_ARRAY -> type.getTypeLength();
            case BINARY, BOOLEAN -> 0;
        };
        fixedLength = physical == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY ? type.getTypeLength() : 0;
    }

    /** The entries of a dictionary, which are always plain. */
    PageValues dictionary(ByteBuffer in) {
        return ConvertedValues.of(new PlainValues(in, valueBytes), type);
    }

    /** The values of a page whose encoding is not by dictionary, from a buffer that has an array. */
    PageValues values(Encoding encoding, ByteBuffer in) {
        return ConvertedValues.of(raw(encoding, in), type);
    }

    /** The values in their physical form. */
    PageValues raw(Encoding encoding, ByteBuffer in) {
        if (!in.hasRemaining()) {
            // A page of nulls alone may leave out even a header.
            return new PlainValues(in, valueBytes);
        }
        return switch (encoding) {
            case PLAIN -> isBoolean ? new BooleanValues(in) : new PlainValues(in, valueBytes);
            case RLE -> new RunLengthBooleans(in);
            case DELTA_BINARY_PACKED -> new DeltaValues(in);
            case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthValues(in);
            case DELTA_BYTE_ARRAY -> new DeltaBytesValues(in, fixedLength);
            case BYTE_STREAM_SPLIT -> new SplitValues(in, valueBytes);
            default ->
                throw new ParquetDecodingException(
                        "values in the encoding %s, which is not supported".formatted(encoding));
        };
    }
}
