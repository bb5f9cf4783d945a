package io.weft.runner.kernel;

import io.weft.expr.Expression.Literal;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.runner.vector.VectorKind;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A literal as a vector whose arrays are filled once, for the largest batch. */
final class Constant implements Evaluator {
    private final IntFunction<Vector> ofSize;
    private @Nullable Vector last;

    private Constant(IntFunction<Vector> ofSize) {
        this.ofSize = ofSize;
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector vector = last;
        if (vector == null || vector.size() != batch.rowCount()) {
            vector = ofSize.apply(batch.rowCount());
            last = vector;
        }
        return vector;
    }

    static Constant of(Literal literal) {
        Object value = literal.value();
        boolean[] nulls = null;
        if (value == null) {
            nulls = new boolean[Batch.MAX_ROWS];
            Arrays.fill(nulls, true);
        }
        return new Constant(
                switch (VectorKind.of(literal.type())) {
                    case BOOLEAN -> ofBoolean(value != null && (Boolean) value, nulls);
                    case INT -> ofInt(intValue(value), nulls);
                    case LONG -> ofLong(longValue(value), nulls);
                    case DOUBLE -> ofDouble(value == null ? 0 : ((Number) value).doubleValue(), nulls);
                    case DECIMAL ->
                        ofDecimal(value == null ? BigInteger.ZERO : ((BigDecimal) value).unscaledValue(), nulls);
                    case BYTES -> ofBytes(value == null ? new byte[0] : bytes(value), nulls);
                    case LIST, MAP, STRUCT -> ofNested(value, literal.type());
                });
    }

    private static IntFunction<Vector> ofNested(@Nullable Object value, Type type) {
        VectorBuilder builder = VectorBuilder.of(type, Batch.MAX_ROWS);
        return size -> {
            for (int row = 0; row < size; row++) {
                VectorValues.append(builder, type, value);
            }
            return builder.build();
        };
    }

    private static int intValue(@Nullable Object value) {
        if (value instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        }
        return value == null ? 0 : ((Number) value).intValue();
    }

    private static long longValue(@Nullable Object value) {
        if (value instanceof Instant moment) {
            return Microseconds.of(moment);
        }
        if (value instanceof LocalDateTime dateTime) {
            return Microseconds.of(dateTime);
        }
        return value == null ? 0 : (Long) value;
    }

    /** The bytes of a string's or a binary's value. */
    static byte[] bytes(Object value) {
        return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
    }

    private static IntFunction<Vector> ofBoolean(boolean value, boolean @Nullable [] nulls) {
        boolean[] values = new boolean[Batch.MAX_ROWS];
        Arrays.fill(values, value);
        return size -> new BooleanVector(size, values, nulls);
    }

    private static IntFunction<Vector> ofInt(int value, boolean @Nullable [] nulls) {
        int[] values = new int[Batch.MAX_ROWS];
        Arrays.fill(values, value);
        return size -> new IntVector(size, values, nulls);
    }

    private static IntFunction<Vector> ofLong(long value, boolean @Nullable [] nulls) {
        long[] values = filled(value);
        return size -> new LongVector(size, values, nulls);
    }

    private static IntFunction<Vector> ofDouble(double value, boolean @Nullable [] nulls) {
        double[] values = new double[Batch.MAX_ROWS];
        Arrays.fill(values, value);
        return size -> new DoubleVector(size, values, nulls);
    }

    private static IntFunction<Vector> ofDecimal(BigInteger unscaled, boolean @Nullable [] nulls) {
        Int128 value = new Int128();
        if (!value.set(unscaled)) {
            throw new IllegalArgumentException("A decimal of more than 128 bits: " + unscaled);
        }
        long[] low = filled(value.low());
        long[] high = value.isNarrow() ? null : filled(value.high());
        return size -> new DecimalVector(size, low, high, nulls);
    }

    private static long[] filled(long value) {
        long[] values = new long[Batch.MAX_ROWS];
        Arrays.fill(values, value);
        return values;
    }

    private static IntFunction<Vector> ofBytes(byte[] bytes, boolean @Nullable [] nulls) {
        BytesDictionary dictionary = new BytesDictionary(1, new int[] {0, bytes.length}, bytes);
        int[] ids = new int[Batch.MAX_ROWS];
        return size -> new CodedBytesVector(size, ids, dictionary, nulls);
    }
}
