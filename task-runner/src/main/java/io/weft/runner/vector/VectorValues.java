package io.weft.runner.vector;

import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Single values in and out of vectors, as the objects that rows hold. For user functions and results, not for kernels. */
public final class VectorValues {
    private VectorValues() {}

    /** The value at a slot, as a row of this type holds it. */
    public static @Nullable Object value(Vector vector, int row, Type type) {
        if (vector.isNull(row)) {
            return null;
        }
        if (type instanceof DecimalType decimal) {
            DecimalVector values = (DecimalVector) vector;
            return new BigDecimal(unscaled(values, row), decimal.scale());
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> ((BooleanVector) vector).values()[row];
            case INT -> ((IntVector) vector).values()[row];
            case BIGINT -> ((LongVector) vector).values()[row];
            case DOUBLE -> ((DoubleVector) vector).values()[row];
            case DATE -> LocalDate.ofEpochDay(((IntVector) vector).values()[row]);
            case STRING -> text((BytesVector) vector, row);
        };
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
        } else if (type == SimpleType.STRING && value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ((BytesVectorBuilder) builder).append(bytes, 0, bytes.length);
        } else if (type == SimpleType.BIGINT && value instanceof Long number) {
            ((LongVectorBuilder) builder).append(number);
        } else if (type == SimpleType.INT && value instanceof Integer number) {
            ((IntVectorBuilder) builder).append(number);
        } else if (type == SimpleType.DOUBLE && value instanceof Double number) {
            ((DoubleVectorBuilder) builder).append(number);
        } else if (type == SimpleType.BOOLEAN && value instanceof Boolean truth) {
            ((BooleanVectorBuilder) builder).append(truth);
        } else if (type == SimpleType.DATE && value instanceof LocalDate date) {
            ((IntVectorBuilder) builder).append(Math.toIntExact(date.toEpochDay()));
        } else {
            throw new IllegalArgumentException("A %s cannot be a value of the type %s"
                    .formatted(value.getClass().getSimpleName(), type));
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
