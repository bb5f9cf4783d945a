package io.weft.runner.scan;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DecimalVectorBuilder;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.Decimal64ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.serde2.io.HiveDecimalWritable;
import org.jspecify.annotations.Nullable;

/** Copies ORC's vectors, which it fills again, into Weft's. */
final class OrcVectors {
    /** The digits that every 64-bit number has room for. */
    private static final int LONG_DIGITS = 18;

    private static final int MILLIS_PER_SECOND = 1000;
    private static final int NANOS_PER_MICRO = 1000;

    private OrcVectors() {}

    static Vector vector(ColumnVector source, int size, Type type) {
        boolean[] nulls = nulls(source, size);
        return switch (VectorKind.of(type)) {
            case BOOLEAN -> booleans((LongColumnVector) source, size, nulls);
            case INT -> ints((LongColumnVector) source, size, nulls);
            case LONG ->
                source instanceof TimestampColumnVector times
                        ? times(times, size, nulls)
                        : new LongVector(size, longs((LongColumnVector) source, size, nulls), nulls);
            case DOUBLE -> doubles((DoubleColumnVector) source, size, nulls);
            case BYTES -> bytes((BytesColumnVector) source, size, nulls);
            case DECIMAL ->
                source instanceof Decimal64ColumnVector narrow
                        ? new DecimalVector(size, longs(narrow, size, nulls), null, nulls)
                        : decimals((DecimalColumnVector) source, size, (DecimalType) type);
            default -> throw new IllegalArgumentException("No ORC column is read as " + type);
        };
    }

    private static boolean @Nullable [] nulls(ColumnVector source, int size) {
        if (source.noNulls) {
            return null;
        }
        boolean[] nulls = new boolean[size];
        if (source.isRepeating) {
            Arrays.fill(nulls, source.isNull[0]);
        } else {
            System.arraycopy(source.isNull, 0, nulls, 0, size);
        }
        return nulls;
    }

    /** The values, with zero where they are null: what ORC has there means nothing. */
    private static long[] longs(LongColumnVector source, int size, boolean @Nullable [] nulls) {
        long[] values = new long[size];
        if (source.isRepeating) {
            Arrays.fill(values, source.vector[0]);
        } else {
            System.arraycopy(source.vector, 0, values, 0, size);
        }
        if (nulls != null) {
            for (int row = 0; row < size; row++) {
                if (nulls[row]) {
                    values[row] = 0;
                }
            }
        }
        return values;
    }

    private static Vector ints(LongColumnVector source, int size, boolean @Nullable [] nulls) {
        long[] wide = longs(source, size, nulls);
        int[] values = new int[size];
        for (int row = 0; row < size; row++) {
            values[row] = (int) wide[row];
        }
        return new IntVector(size, values, nulls);
    }

    private static Vector booleans(LongColumnVector source, int size, boolean @Nullable [] nulls) {
        long[] wide = longs(source, size, nulls);
        boolean[] values = new boolean[size];
        for (int row = 0; row < size; row++) {
            values[row] = wide[row] != 0;
        }
        return new BooleanVector(size, values, nulls);
    }

    private static Vector doubles(DoubleColumnVector source, int size, boolean @Nullable [] nulls) {
        double[] values = new double[size];
        for (int row = 0; row < size; row++) {
            if (nulls == null || !nulls[row]) {
                values[row] = source.vector[source.isRepeating ? 0 : row];
            }
        }
        return new DoubleVector(size, values, nulls);
    }

    /** Microseconds: ORC has the whole seconds within milliseconds, and the nanoseconds within the second apart. */
    private static Vector times(TimestampColumnVector source, int size, boolean @Nullable [] nulls) {
        long[] values = new long[size];
        for (int row = 0; row < size; row++) {
            if (nulls == null || !nulls[row]) {
                int place = source.isRepeating ? 0 : row;
                long seconds = Math.floorDiv(source.time[place], MILLIS_PER_SECOND);
                values[row] = seconds * Microseconds.PER_SECOND + source.nanos[place] / NANOS_PER_MICRO;
            }
        }
        return new LongVector(size, values, nulls);
    }

    private static Vector bytes(BytesColumnVector source, int size, boolean @Nullable [] nulls) {
        BytesVectorBuilder builder = new BytesVectorBuilder(size);
        for (int row = 0; row < size; row++) {
            int place = source.isRepeating ? 0 : row;
            if (nulls != null && nulls[row]) {
                builder.appendNull();
            } else {
                builder.append(source.vector[place], source.start[place], source.length[place]);
            }
        }
        return builder.build();
    }

    private static Vector decimals(DecimalColumnVector source, int size, DecimalType type) {
        DecimalVectorBuilder builder = new DecimalVectorBuilder(size);
        for (int row = 0; row < size; row++) {
            int place = source.isRepeating ? 0 : row;
            if (!source.noNulls && source.isNull[place]) {
                builder.appendNull();
            } else {
                append(source.vector[place], type.scale(), builder);
            }
        }
        return builder.build();
    }

    private static void append(HiveDecimalWritable value, int scale, DecimalVectorBuilder builder) {
        if (value.rawPrecision() + scale - value.scale() <= LONG_DIGITS) {
            builder.append(value.serialize64(scale));
            return;
        }
        BigInteger unscaled =
                value.getHiveDecimal().bigDecimalValue().setScale(scale).unscaledValue();
        builder.append(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
    }
}
