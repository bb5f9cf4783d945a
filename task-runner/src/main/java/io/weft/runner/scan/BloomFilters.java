package io.weft.runner.scan;

import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.runner.format.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Asks the bloom filters of a row group, each of which is read when it is first asked. */
final class BloomFilters {
    /** A header with some room to spare; filters are larger, so it is never behind the end of the file. */
    private static final int HEADER_BYTES = 64;

    private final InputFile file;
    private final Map<Integer, BloomFilter> read = new HashMap<>();

    BloomFilters(InputFile file) {
        this.file = file;
    }

    /** False only if no row of the column chunk has this value. */
    boolean mayHold(ColumnChunkMetaData chunk, InputColumn column, Literal literal) {
        if (chunk.getBloomFilterOffset() <= 0) {
            return true;
        }
        Object value = stored(literal.value(), chunk.getPrimitiveType());
        if (value == null) {
            return true;
        }
        BloomFilter filter = read.computeIfAbsent(column.index(), index -> read(chunk));
        return filter.findHash(filter.hash(value));
    }

    private BloomFilter read(ColumnChunkMetaData chunk) {
        long offset = chunk.getBloomFilterOffset();
        byte[] head = read(offset, (int) Math.min(HEADER_BYTES, Math.max(0, file.length() - offset)));
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(head);
            BloomFilterHeader header = Util.readBloomFilterHeader(in);
            int bytes = header.getNumBytes();
            boolean isKnown = header.getHash().isSetXXHASH()
                    && header.getAlgorithm().isSetBLOCK()
                    && header.getCompression().isSetUNCOMPRESSED();
            if (!isKnown || bytes < 1 || bytes > BlockSplitBloomFilter.UPPER_BOUND_BYTES) {
                throw new ParquetDecodingException("%d bytes of %s".formatted(bytes, header));
            }
            return new BlockSplitBloomFilter(read(offset + head.length - in.available(), bytes));
        } catch (IOException | RuntimeException e) {
            throw file.damaged(
                    "the bloom filter of column '%s' at byte %d cannot be understood"
                            .formatted(chunk.getPath().toDotString(), offset),
                    e);
        }
    }

    private byte[] read(long place, int count) {
        byte[] bytes = new byte[count];
        file.readFullyAt(place, bytes, 0, count);
        return bytes;
    }

    /** The value in the form that it is stored and hashed in, or null where there may be several. */
    private static @Nullable Object stored(@Nullable Object value, PrimitiveType type) {
        if (value instanceof String text) {
            return Binary.fromString(text);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // Zeros are equal and have two forms, NaN has many.
            return number == 0 || Double.isNaN(number) ? null : stored(number, type);
        }
        BigDecimal number = number(value);
        return number == null ? null : stored(number, type);
    }

    private static @Nullable Object stored(double number, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case DOUBLE -> (Object) number;
            case FLOAT -> (float) number == number ? (Object) (float) number : null;
            default -> null;
        };
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof LocalDate date) {
            return BigDecimal.valueOf(date.toEpochDay());
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        return null;
    }

    private static @Nullable Object stored(BigDecimal number, PrimitiveType type) {
        boolean isOther = type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation
                || (type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer && !integer.isSigned());
        if (isOther) {
            return null;
        }
        int scale = type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                ? decimal.getScale()
                : 0;
        if (number.stripTrailingZeros().scale() > scale) {
            return null;
        }
        BigInteger unscaled = number.setScale(scale).unscaledValue();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> unscaled.bitLength() < Integer.SIZE ? (Object) unscaled.intValue() : null;
            case INT64 -> unscaled.bitLength() < Long.SIZE ? (Object) unscaled.longValue() : null;
            case FIXED_LEN_BYTE_ARRAY -> fixed(unscaled, type.getTypeLength());
            default -> null;
        };
    }

    private static @Nullable Binary fixed(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        if (bytes.length > length) {
            return null;
        }
        byte[] extended = new byte[length];
        Arrays.fill(extended, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, extended, length - bytes.length, bytes.length);
        return Binary.fromConstantByteArray(extended);
    }
}
