package io.weft.runner.vector;

import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Single values in and out of vectors, as the objects that rows hold. For user functions and results, not for kernels. */
public final class VectorValues {
    private VectorValues() {}

    private static Class<?> rowClass(SimpleType type) {
        return switch (type) {
            case BOOLEAN -> Boolean.class;
            case TINYINT -> Byte.class;
            case SMALLINT -> Short.class;
            case INT -> Integer.class;
            case BIGINT -> Long.class;
            case FLOAT -> Float.class;
            case DOUBLE -> Double.class;
            case DATE -> LocalDate.class;
            case TIMESTAMP -> Instant.class;
            case TIMESTAMP_NTZ -> LocalDateTime.class;
            case STRING -> String.class;
            case BINARY -> byte[].class;
        };
    }

    /** The value at a slot, as a row of this type holds it. */
    public static @Nullable Object value(Vector vector, int row, Type type) {
        if (vector.isNull(row)) {
            return null;
        }
        if (type instanceof DecimalType decimal) {
            DecimalVector values = (DecimalVector) vector;
            return new BigDecimal(unscaled(values, row), decimal.scale());
        }
        if (type.isNested()) {
            return NestedValues.value(vector, row, type);
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> ((BooleanVector) vector).values()[row];
            case TINYINT -> (byte) integer(vector, row);
            case SMALLINT -> (short) integer(vector, row);
            case INT -> integer(vector, row);
            case BIGINT -> ((LongVector) vector).values()[row];
            case FLOAT -> (float) ((DoubleVector) vector).values()[row];
            case DOUBLE -> ((DoubleVector) vector).values()[row];
            case DATE -> LocalDate.ofEpochDay(integer(vector, row));
            case TIMESTAMP -> Microseconds.instant(((LongVector) vector).values()[row]);
            case TIMESTAMP_NTZ -> Microseconds.local(((LongVector) vector).values()[row]);
            case STRING -> text((BytesVector) vector, row);
            case BINARY -> bytes((BytesVector) vector, row);
        };
    }

    private static int integer(Vector vector, int row) {
        return ((IntVector) vector).values()[row];
    }

    private static BigInteger unscaled(DecimalVector values, int row) {
        long[] high = values.high();
        if (high == null) {
            return BigInteger.valueOf(values.low()[row]);
        }
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(high[row]).putLong(values.low()[row]);
        return new BigInteger(bytes.array());
    }

    private static String text(BytesVector vector, int row) {
        return new String(vector.bytes(), vector.start(row), vector.length(row), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(BytesVector vector, int row) {
        int start = vector.start(row);
        return Arrays.copyOfRange(vector.bytes(), start, start + vector.length(row));
    }

    /**
     * Appends a value that a row of this type holds.
     *
     * @throws IllegalArgumentException if it is of another type, or a decimal that does not fit
     */
    public static void append(VectorBuilder builder, Type type, @Nullable Object value) {
        if (value == null) {
            builder.appendNull();
        } else if (type instanceof DecimalType decimal && value instanceof BigDecimal number) {
            appendDecimal((DecimalVectorBuilder) builder, decimal, number);
        } else if (type.isNested()) {
            NestedValues.append(builder, type, value);
        } else if (type instanceof SimpleType simple && rowClass(simple).isInstance(value)) {
            append(builder, simple, value);
        } else {
            throw misfit(type, value);
        }
    }

    static IllegalArgumentException misfit(Type type, Object value) {
        return new IllegalArgumentException("A %s cannot be a value of the type %s"
                .formatted(value.getClass().getSimpleName(), type));
    }

    private static void append(VectorBuilder builder, SimpleType type, Object value) {
        switch (type) {
            case BOOLEAN -> ((BooleanVectorBuilder) builder).append((Boolean) value);
            case TINYINT, SMALLINT, INT -> ((IntVectorBuilder) builder).append(((Number) value).intValue());
            case BIGINT -> ((LongVectorBuilder) builder).append((Long) value);
            case FLOAT, DOUBLE -> ((DoubleVectorBuilder) builder).append(((Number) value).doubleValue());
            case DATE -> ((IntVectorBuilder) builder).append(day((LocalDate) value));
            case TIMESTAMP, TIMESTAMP_NTZ -> ((LongVectorBuilder) builder).append(microseconds(value));
            case STRING, BINARY -> {
                byte[] bytes = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
                ((BytesVectorBuilder) builder).append(bytes, 0, bytes.length);
            }
        }
    }

    private static int day(LocalDate date) {
        long day = date.toEpochDay();
        if (day != (int) day) {
            throw new IllegalArgumentException(date + " does not fit into date");
        }
        return (int) day;
    }

    private static long microseconds(Object time) {
        try {
            return time instanceof Instant moment ? Microseconds.of(moment) : Microseconds.of((LocalDateTime) time);
        } catch (ArithmeticException tooFar) {
            throw new IllegalArgumentException(time + " does not fit into 64 bits of microseconds", tooFar);
        }
    }

    private static void appendDecimal(DecimalVectorBuilder builder, DecimalType type, BigDecimal value) {
        if (value.stripTrailingZeros().scale() > type.scale()) {
            throw new IllegalArgumentException(
                    "%s has more than %d digits after the point".formatted(value, type.scale()));
        }
        BigDecimal scaled = value.setScale(type.scale());
        if (scaled.precision() > type.precision()) {
            throw new IllegalArgumentException("%s does not fit into %s".formatted(value, type));
        }
        BigInteger unscaled = scaled.unscaledValue();
        if (unscaled.bitLength() < Long.SIZE) {
            builder.append(unscaled.longValue());
        } else {
            builder.append(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
        }
    }
}
