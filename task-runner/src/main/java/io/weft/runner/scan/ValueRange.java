package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What the statistics of a column chunk tell of its values.
 *
 * @param least a bound of all values from below, null where none is known
 * @param greatest a bound from above, null where none is known; for doubles and floats of the values that are not NaN
 * @param mayHaveNaN whether there may be values beyond {@code greatest} that are NaN
 */
record ValueRange(
        @Nullable Comparable<?> least,
        @Nullable Comparable<?> greatest,
        boolean mayHaveNulls,
        boolean mayHaveValues,
        boolean mayHaveNaN) {

    /** The bytes of a string or a binary value, in their order. */
    private record Text(Binary bytes) implements Comparable<Text> {
        @Override
        public int compareTo(Text other) {
            return Arrays.compareUnsigned(bytes.getBytesUnsafe(), other.bytes.getBytesUnsafe());
        }

        /** The order of its first bytes, as many as the prefix has, and the prefix. */
        int compareBeginning(byte[] prefix) {
            byte[] all = bytes.getBytesUnsafe();
            return Arrays.compareUnsigned(all, 0, Math.min(all.length, prefix.length), prefix, 0, prefix.length);
        }
    }

    /** The range of the values of this type in a column chunk. */
    static ValueRange of(ColumnChunkMetaData chunk, Type type) {
        boolean mayHaveNaN = type.equals(Type.DOUBLE) || type.equals(Type.FLOAT);
        Statistics<?> statistics = chunk.getStatistics();
        if (statistics == null || statistics.isEmpty()) {
            return new ValueRange(null, null, true, true, mayHaveNaN);
        }
        boolean hasNullCount = statistics.isNumNullsSet();
        boolean mayHaveNulls = !hasNullCount || statistics.getNumNulls() > 0;
        boolean mayHaveValues = !hasNullCount || statistics.getNumNulls() < chunk.getValueCount();
        // The statistics of INT96 are in no order of time.
        if (!statistics.hasNonNullValue()
                || chunk.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return new ValueRange(null, null, mayHaveNulls, mayHaveValues, mayHaveNaN);
        }
        return of(
                statistics.genericGetMin(),
                statistics.genericGetMax(),
                mayHaveNulls,
                mayHaveValues,
                type,
                chunk.getPrimitiveType());
    }

    /**
     * The range between two bounds as statistics and page indexes hold them, each of which may go beyond the values.
     *
     * @param least of the Java type that parquet-column has for the physical type
     */
    static ValueRange of(
            Object least,
            Object greatest,
            boolean mayHaveNulls,
            boolean mayHaveValues,
            Type type,
            PrimitiveType stored) {
        boolean mayHaveNaN = type.equals(Type.DOUBLE) || type.equals(Type.FLOAT);
        Comparable<?> from = comparable(least, type, stored);
        Comparable<?> to = comparable(greatest, type, stored);
        return compare(from, to) > 0
                ? new ValueRange(null, null, mayHaveNulls, mayHaveValues, mayHaveNaN)
                : new ValueRange(from, to, mayHaveNulls, mayHaveValues, mayHaveNaN);
    }

    /** The range of a page or a row group of nothing but nulls. */
    static ValueRange ofNulls() {
        return new ValueRange(null, null, true, false, false);
    }

    private static Comparable<?> comparable(Object value, Type type, PrimitiveType stored) {
        if (ConvertedValues.isUnsigned(stored, Integer.SIZE)) {
            return BigDecimal.valueOf(Integer.toUnsignedLong((Integer) value));
        }
        if (ConvertedValues.isUnsigned(stored, Long.SIZE)) {
            return new BigDecimal(Long.toUnsignedString((Long) value));
        }
        if (stored.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
            return microseconds((Long) value, timestamp.getUnit());
        }
        if (type instanceof DecimalType decimal) {
            BigInteger unscaled = value instanceof Binary binary
                    ? new BigInteger(binary.getBytes())
                    : BigInteger.valueOf(((Number) value).longValue());
            return new BigDecimal(unscaled, decimal.scale());
        }
        return value instanceof Binary binary ? new Text(binary) : comparable(value);
    }

    private static BigDecimal microseconds(long value, TimeUnit unit) {
        // Without the bounds of 64 bits.
        return unit == TimeUnit.MILLIS
                ? BigDecimal.valueOf(value).movePointRight(3)
                : BigDecimal.valueOf(ConvertedValues.microseconds(value, unit));
    }

    /** A value of a row in a form that can be compared with bounds. */
    static Comparable<?> comparable(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == 0 ? Double.valueOf(0) : Double.valueOf(number);
        }
        if (value instanceof BigDecimal || value instanceof Boolean) {
            return (Comparable<?>) value;
        }
        if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        if (value instanceof LocalDate date) {
            return BigDecimal.valueOf(date.toEpochDay());
        }
        if (value instanceof Instant moment) {
            return BigDecimal.valueOf(Microseconds.of(moment));
        }
        if (value instanceof LocalDateTime dateTime) {
            return BigDecimal.valueOf(Microseconds.of(dateTime));
        }
        byte[] bytes = value instanceof String text ? text.getBytes(UTF_8) : (byte[]) value;
        return new Text(Binary.fromConstantByteArray(bytes));
    }

    /** Whether a cast keeps the order of all values, and never fails where the bounds do not. */
    static boolean canWiden(Type from, Type to) {
        if (!from.isNumeric() || !to.isNumeric()) {
            return false;
        }
        if (to.equals(Type.DOUBLE) || from.equals(to)) {
            return true;
        }
        if (!from.isInteger() || !(to instanceof SimpleType wider)) {
            return from.isInteger() && to instanceof DecimalType;
        }
        return wider.isInteger() && wider.compareTo((SimpleType) from) > 0;
    }

    /** The range of the values cast to that type, which must be wider. */
    ValueRange widened(Type type) {
        if (!type.equals(Type.DOUBLE)) {
            return this;
        }
        return new ValueRange(toDouble(least), toDouble(greatest), mayHaveNulls, mayHaveValues, mayHaveNaN);
    }

    private static @Nullable Comparable<?> toDouble(@Nullable Comparable<?> value) {
        return value instanceof BigDecimal number ? comparable(number.doubleValue()) : value;
    }

    boolean mayHaveLessThan(Comparable<?> value) {
        return least == null || compare(least, value) < 0;
    }

    boolean mayHaveGreaterThan(Comparable<?> value) {
        return mayHaveNaN || greatest == null || compare(greatest, value) > 0;
    }

    boolean mayHave(Comparable<?> value) {
        boolean isBelow = least != null && compare(value, least) < 0;
        boolean isAbove = greatest != null && compare(value, greatest) > 0;
        boolean isNaN = value instanceof Double number && number.isNaN();
        return !isBelow && (!isAbove || (mayHaveNaN && isNaN));
    }

    /** Whether there may be a string that begins with these bytes. */
    boolean mayHaveBeginning(byte[] prefix) {
        boolean isBelow = greatest instanceof Text text && text.compareBeginning(prefix) < 0;
        boolean isAbove = least instanceof Text text && text.compareBeginning(prefix) > 0;
        return mayHaveValues && !isBelow && !isAbove;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Comparable<?> left, Comparable<?> right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
