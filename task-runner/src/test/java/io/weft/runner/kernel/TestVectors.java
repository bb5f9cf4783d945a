package io.weft.runner.kernel;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.TestRows;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes vectors of Java values, in either form, with arrays longer than they need be, and reads them back. */
final class TestVectors {
    private static final int SLACK = 3;

    private TestVectors() {}

    /** Which of two forms a vector has. */
    enum Form {
        /** Decimals of 64 bits where they fit, strings one after the other, no null flags where there are no nulls. */
        PLAIN,
        /** Decimals of 128 bits, strings as ids into a dictionary, null flags even where none is set. */
        OTHER
    }

    static Vector of(Type type, List<? extends @Nullable Object> values, Form form) {
        int size = values.size();
        boolean[] flags = new boolean[size + SLACK];
        for (int row = 0; row < size; row++) {
            flags[row] = values.get(row) == null;
        }
        boolean[] nulls = form == Form.OTHER || values.stream().anyMatch(Objects::isNull) ? flags : null;
        if (type.isNested()) {
            return form == Form.PLAIN ? nested(type, values) : behindAnother(type, values, flags);
        }
        if (type instanceof DecimalType) {
            return decimals(values, nulls, form);
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> {
                boolean[] slots = new boolean[size + SLACK];
                for (int row = 0; row < size; row++) {
                    slots[row] = Boolean.TRUE.equals(values.get(row));
                }
                yield new BooleanVector(size, slots, nulls);
            }
            case TINYINT, SMALLINT, INT, DATE -> {
                int[] slots = new int[size + SLACK];
                for (int row = 0; row < size; row++) {
                    slots[row] = values.get(row) == null ? 0 : intOf(values.get(row));
                }
                slots[size] = Integer.MIN_VALUE;
                yield new IntVector(size, slots, nulls);
            }
            case BIGINT, TIMESTAMP, TIMESTAMP_NTZ -> {
                long[] slots = new long[size + SLACK];
                for (int row = 0; row < size; row++) {
                    slots[row] = values.get(row) == null ? 0 : longOf(values.get(row));
                }
                slots[size] = Long.MIN_VALUE;
                yield new LongVector(size, slots, nulls);
            }
            case FLOAT, DOUBLE -> {
                double[] slots = new double[size + SLACK];
                for (int row = 0; row < size; row++) {
                    slots[row] = values.get(row) instanceof Number value ? value.doubleValue() : 0;
                }
                yield new DoubleVector(size, slots, nulls);
            }
            case STRING, BINARY -> form == Form.PLAIN ? plain(values, nulls) : coded(values, nulls);
        };
    }

    private static Vector nested(Type type, List<? extends @Nullable Object> values) {
        return TestRows.batch(List.of(type), values.stream().map(TestRows::row).toList())
                .column(0);
    }

    /** Lists and maps whose elements are not the first of their vectors. */
    private static Vector behindAnother(Type type, List<? extends @Nullable Object> values, boolean[] nulls) {
        List<@Nullable Object> longer = new ArrayList<>();
        values.stream().filter(Objects::nonNull).findFirst().ifPresent(longer::add);
        longer.addAll(values);
        Vector vector = nested(type, longer);
        int from = longer.size() - values.size();
        if (vector instanceof ListVector lists) {
            int[] offsets = Arrays.copyOfRange(lists.offsets(), from, longer.size() + 1);
            return new ListVector(values.size(), offsets, lists.elements(), nulls);
        }
        if (vector instanceof MapVector maps) {
            int[] offsets = Arrays.copyOfRange(maps.offsets(), from, longer.size() + 1);
            return new MapVector(values.size(), offsets, maps.keys(), maps.values(), nulls);
        }
        int[] rows = IntStream.range(from, longer.size()).toArray();
        return vector.take(rows, rows.length);
    }

    private static int intOf(Object value) {
        return value instanceof LocalDate date ? Math.toIntExact(date.toEpochDay()) : ((Number) value).intValue();
    }

    private static long longOf(Object value) {
        if (value instanceof Instant moment) {
            return TestRows.microseconds(moment);
        }
        return value instanceof LocalDateTime time
                ? TestRows.microseconds(time.toInstant(ZoneOffset.UTC))
                : (Long) value;
    }

    private static byte[] bytesOf(Object value) {
        return value instanceof Bytes binary ? binary.array() : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    private static DecimalVector decimals(
            List<? extends @Nullable Object> values, boolean @Nullable [] nulls, Form form) {
        long[] low = new long[values.size() + SLACK];
        long[] high = new long[values.size() + SLACK];
        boolean narrow = form == Form.PLAIN;
        for (int row = 0; row < values.size(); row++) {
            BigInteger unscaled = values.get(row) instanceof BigDecimal value ? value.unscaledValue() : BigInteger.ZERO;
            low[row] = unscaled.longValue();
            high[row] = unscaled.shiftRight(64).longValueExact();
            narrow &= unscaled.bitLength() < 64;
        }
        return new DecimalVector(values.size(), low, narrow ? null : high, nulls);
    }

    private static PlainBytesVector plain(List<? extends @Nullable Object> values, boolean @Nullable [] nulls) {
        int[] offsets = new int[values.size() + 1];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int row = 0; row < values.size(); row++) {
            if (values.get(row) != null) {
                bytes.writeBytes(bytesOf(values.get(row)));
            }
            offsets[row + 1] = bytes.size();
        }
        return new PlainBytesVector(values.size(), offsets, bytes.toByteArray(), nulls);
    }

    private static CodedBytesVector coded(List<? extends @Nullable Object> values, boolean @Nullable [] nulls) {
        List<? extends @Nullable Object> entries =
                values.stream().distinct().filter(Objects::nonNull).toList();
        if (entries.isEmpty()) {
            entries = List.of("unused");
        }
        PlainBytesVector plain = plain(entries, null);
        int[] ids = new int[values.size() + SLACK];
        for (int row = 0; row < values.size(); row++) {
            ids[row] = values.get(row) == null ? 0 : entries.indexOf(values.get(row));
        }
        BytesDictionary dictionary = new BytesDictionary(entries.size(), plain.offsets(), plain.bytes());
        return new CodedBytesVector(values.size(), ids, dictionary, nulls);
    }

    /** The value in a slot, or null. */
    static @Nullable Object value(Type type, Vector vector, int row) {
        return TestRows.value(vector, type, row);
    }

    /** Whether a slot holds what the slot of a null must, for loops that do not look at the flags. */
    static boolean isZero(Vector vector, int row) {
        return switch (vector.kind()) {
            case BOOLEAN -> !((BooleanVector) vector).value(row);
            case INT -> ((IntVector) vector).value(row) == 0;
            case LONG -> ((LongVector) vector).value(row) == 0;
            case DOUBLE -> Double.doubleToRawLongBits(((DoubleVector) vector).value(row)) == 0;
            case DECIMAL -> (((DecimalVector) vector).low(row) | ((DecimalVector) vector).high(row)) == 0;
            case BYTES ->
                vector instanceof CodedBytesVector coded ? coded.id(row) == 0 : ((BytesVector) vector).length(row) == 0;
            case LIST -> ((ListVector) vector).length(row) == 0;
            case MAP -> ((MapVector) vector).length(row) == 0;
            case STRUCT -> ((StructVector) vector).fields().stream().allMatch(field -> field.isNull(row));
        };
    }
}
