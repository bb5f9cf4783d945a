package io.weft.runner.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of plain Java values, as batches and back, for tests: what a row holds for each type. */
public final class TestRows {
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

    private static void append(VectorBuilder builder, Type type, @Nullable Object value) {
        if (value == null) {
            builder.appendNull();
        } else if (builder instanceof BooleanVectorBuilder booleans) {
            booleans.append((Boolean) value);
        } else if (builder instanceof IntVectorBuilder ints) {
            ints.append(value instanceof LocalDate date ? (int) date.toEpochDay() : (Integer) value);
        } else if (builder instanceof LongVectorBuilder longs) {
            longs.append((Long) value);
        } else if (builder instanceof DoubleVectorBuilder doubles) {
            doubles.append((Double) value);
        } else if (builder instanceof DecimalVectorBuilder decimals) {
            BigInteger unscaled =
                    ((BigDecimal) value).setScale(((DecimalType) type).scale()).unscaledValue();
            decimals.append(unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
        } else {
            byte[] bytes = ((String) value).getBytes(UTF_8);
            ((BytesVectorBuilder) builder).append(bytes, 0, bytes.length);
        }
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
        return switch (vector.kind()) {
            case BOOLEAN -> ((BooleanVector) vector).value(row);
            case INT -> {
                int value = ((IntVector) vector).value(row);
                yield type.equals(Type.DATE) ? LocalDate.ofEpochDay(value) : (Object) value;
            }
            case LONG -> ((LongVector) vector).value(row);
            case DOUBLE -> ((DoubleVector) vector).value(row);
            case DECIMAL -> decimal((DecimalVector) vector, ((DecimalType) type).scale(), row);
            case BYTES -> {
                BytesVector bytes = (BytesVector) vector;
                yield new String(bytes.bytes(), bytes.start(row), bytes.length(row), UTF_8);
            }
        };
    }

    private static BigDecimal decimal(DecimalVector vector, int scale, int row) {
        BigInteger low = BigInteger.valueOf(vector.low(row))
                .and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
        return new BigDecimal(BigInteger.valueOf(vector.high(row)).shiftLeft(64).add(low), scale);
    }
}
