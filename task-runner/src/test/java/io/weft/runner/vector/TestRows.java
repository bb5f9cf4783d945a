package io.weft.runner.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of plain Java values, as batches and back, for tests: what a row holds for each type. */
public final class TestRows {
    private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();

    private TestRows() {}

    /** One row. */
    public static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /** A batch of these rows, strings as plain bytes. */
    public static Batch batch(List<? extends Type> types, List<? extends List<? extends @Nullable Object>> rows) {
        BatchBuilder builder = new BatchBuilder(types);
        for (List<? extends @Nullable Object> row : rows) {
            for (int column = 0; column < types.size(); column++) {
                append(builder.column(column), types.get(column), row.get(column));
            }
            builder.endRow();
        }
        return builder.build();
    }

    static void append(VectorBuilder builder, Type type, @Nullable Object value) {
        if (value == null) {
            builder.appendNull();
        } else if (type.isNested()) {
            NestedRows.append(builder, type, value);
        } else if (builder instanceof BooleanVectorBuilder booleans) {
            booleans.append((Boolean) value);
        } else if (builder instanceof IntVectorBuilder ints) {
            ints.append(value instanceof LocalDate date ? (int) date.toEpochDay() : ((Number) value).intValue());
        } else if (builder instanceof LongVectorBuilder longs) {
            longs.append(longOf(value));
        } else if (builder instanceof DoubleVectorBuilder doubles) {
            doubles.append(((Number) value).doubleValue());
        } else if (builder instanceof DecimalVectorBuilder decimals) {
            BigInteger unscaled =
                    ((BigDecimal) value).setScale(((DecimalType) type).scale()).unscaledValue();
            decimals.append(unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
        } else {
            byte[] bytes = value instanceof Bytes binary ? binary.array() : ((String) value).getBytes(UTF_8);
            ((BytesVectorBuilder) builder).append(bytes, 0, bytes.length);
        }
    }

    private static long longOf(Object value) {
        if (value instanceof Instant moment) {
            return microseconds(moment);
        }
        return value instanceof LocalDateTime dateTime
                ? microseconds(dateTime.toInstant(ZoneOffset.UTC))
                : (Long) value;
    }

    /** The number of a moment, exactly, or an ArithmeticException. */
    public static long microseconds(Instant moment) {
        return BigInteger.valueOf(moment.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000))
                .add(BigInteger.valueOf(moment.getNano() / 1000))
                .longValueExact();
    }

    /** The rows of the batch that count. */
    public static List<List<@Nullable Object>> rows(Batch batch, List<? extends Type> types) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < batch.selectedCount(); index++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int column = 0; column < types.size(); column++) {
                row.add(value(batch.column(column), types.get(column), batch.position(index)));
            }
            rows.add(row);
        }
        return rows;
    }

    /** One slot as a row would hold it. */
    public static @Nullable Object value(Vector vector, Type type, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (type.isNested()) {
            return NestedRows.value(vector, type, row);
        }
        if (type instanceof DecimalType decimal) {
            return decimal((DecimalVector) vector, decimal.scale(), row);
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> ((BooleanVector) vector).value(row);
            case TINYINT -> (byte) ((IntVector) vector).value(row);
            case SMALLINT -> (short) ((IntVector) vector).value(row);
            case INT -> ((IntVector) vector).value(row);
            case BIGINT -> ((LongVector) vector).value(row);
            case FLOAT -> (float) ((DoubleVector) vector).value(row);
            case DOUBLE -> ((DoubleVector) vector).value(row);
            case DATE -> LocalDate.ofEpochDay(((IntVector) vector).value(row));
            case TIMESTAMP -> Instant.EPOCH.plus(((LongVector) vector).value(row), ChronoUnit.MICROS);
            case TIMESTAMP_NTZ -> EPOCH.plus(((LongVector) vector).value(row), ChronoUnit.MICROS);
            case STRING -> new String(bytes((BytesVector) vector, row), UTF_8);
            case BINARY -> Bytes.of(bytes((BytesVector) vector, row));
        };
    }

    private static byte[] bytes(BytesVector vector, int row) {
        return Arrays.copyOfRange(vector.bytes(), vector.start(row), vector.start(row) + vector.length(row));
    }

    private static BigDecimal decimal(DecimalVector vector, int scale, int row) {
        BigInteger low = BigInteger.valueOf(vector.low(row))
                .and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
        return new BigDecimal(BigInteger.valueOf(vector.high(row)).shiftLeft(64).add(low), scale);
    }
}
