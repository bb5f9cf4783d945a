package io.weft.runner.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.api.Row;
import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.SimpleType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Batches of random shape: nulls, dictionaries, both forms of decimals, selections, borders of each type. */
public final class RandomBatch {
    private static final double[] DOUBLES = {0.0, -0.0, Double.NaN, 1.5, Double.MIN_VALUE, Double.NEGATIVE_INFINITY};

    private final Random random;

    public RandomBatch(long seed) {
        random = new Random(seed);
    }

    /** One to eight columns of any type. */
    public List<Type> types() {
        List<Type> types = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int column = 0; column < count; column++) {
            types.add(type());
        }
        return types;
    }

    /** One to three columns of lists, maps and structs, which may be of each other. */
    public List<Type> nestedTypes() {
        List<Type> types = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int column = 0; column < count; column++) {
            types.add(nestedType(3));
        }
        return types;
    }

    private Type nestedType(int depth) {
        if (depth == 0) {
            return type();
        }
        int least = depth == 3 ? 0 : -2;
        return switch (random.nextInt(least, 3)) {
            case 0 -> Type.list(nestedType(depth - 1));
            case 1 -> Type.map(random.nextBoolean() ? Type.STRING : Type.SMALLINT, nestedType(depth - 1));
            case 2 -> Type.struct(new Field("a", nestedType(depth - 1)), new Field("b c", nestedType(0)));
            default -> type();
        };
    }

    private Type type() {
        SimpleType[] simple = SimpleType.values();
        int choice = random.nextInt(simple.length + 2);
        return choice < simple.length ? simple[choice] : Type.decimal(choice == simple.length ? 12 : 38, 2);
    }

    /** A batch of so many slots, sometimes with a selection. */
    public Batch batch(List<? extends Type> types, int rows) {
        List<Vector> columns = new ArrayList<>();
        for (Type type : types) {
            columns.add(column(type, rows));
        }
        Batch batch = new Batch(rows, columns);
        if (random.nextInt(3) > 0) {
            return batch;
        }
        int[] positions = new int[rows];
        int count = 0;
        double kept = random.nextDouble();
        for (int row = 0; row < rows; row++) {
            if (random.nextDouble() < kept) {
                positions[count++] = row;
            }
        }
        return batch.select(positions, count);
    }

    private Vector column(Type type, int rows) {
        double nulls = random.nextInt(4) == 0 ? random.nextInt(3) / 2.0 : 0;
        int distinct = 1 + random.nextInt(random.nextBoolean() ? 4 : 4000);
        if (type.equals(Type.STRING) && random.nextBoolean()) {
            return coded(rows, nulls, distinct);
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values.add(TestRows.row(random.nextDouble() < nulls ? null : value(type, distinct)));
        }
        return TestRows.batch(List.of(type), values).column(0);
    }

    private @Nullable Object element(Type type, int distinct) {
        return random.nextInt(6) == 0 ? null : value(type, distinct);
    }

    private Object nested(Type type, int distinct) {
        int count = random.nextInt(4) == 0 ? random.nextInt(12) : random.nextInt(3);
        if (type instanceof ListType list) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                values.add(element(list.element(), distinct));
            }
            return values;
        }
        if (type instanceof MapType map) {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            for (int index = 0; index < count; index++) {
                values.put(value(map.key(), distinct), element(map.value(), distinct));
            }
            return values;
        }
        StructType struct = (StructType) type;
        List<@Nullable Object> values = new ArrayList<>();
        struct.fields().forEach(field -> values.add(element(field.type(), distinct)));
        return Row.of(struct.schema(), values);
    }

    private Object value(Type type, int distinct) {
        if (type.isNested()) {
            return nested(type, distinct);
        }
        long number = (long) random.nextInt(distinct) * (distinct % 3 == 0 ? 1_000_003_000_009L : -1);
        if (type instanceof DecimalType decimal) {
            BigInteger unscaled = BigInteger.valueOf(number % 100_000_000_000L);
            BigInteger factor = BigInteger.TEN.pow(decimal.precision() == 38 && distinct % 2 == 0 ? 26 : 0);
            return new BigDecimal(unscaled.multiply(factor), decimal.scale());
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> number % 2 == 0;
            case TINYINT -> (byte) number;
            case SMALLINT -> (short) number;
            case INT -> (int) number;
            case FLOAT -> random.nextBoolean() ? (float) DOUBLES[random.nextInt(DOUBLES.length)] : number / 3f;
            case TIMESTAMP -> Instant.ofEpochSecond(number / 1_000_000, (number % 1_000_000) * 1000);
            case TIMESTAMP_NTZ ->
                LocalDateTime.ofEpochSecond(number / 1_000_000, (int) Math.abs(number % 1000) * 1000, ZoneOffset.UTC);
            case BINARY -> Bytes.of(text(number).getBytes(UTF_8));
            case BIGINT -> distinct % 7 == 0 && number % 5 == 0 ? Long.MIN_VALUE : number;
            case DOUBLE -> random.nextBoolean() ? DOUBLES[random.nextInt(DOUBLES.length)] : number / 3.0;
            case DATE -> LocalDate.ofEpochDay(number % 20_000);
            case STRING -> text(number);
        };
    }

    private static String text(long number) {
        return number == 0 ? "" : "w\u00e4" + "x".repeat((int) Math.abs(number % 11)) + number;
    }

    private CodedBytesVector coded(int rows, double nulls, int distinct) {
        StringBuilder text = new StringBuilder();
        int[] offsets = new int[distinct + 1];
        int end = 0;
        for (int id = 0; id < distinct; id++) {
            String entry = text(id * 7L % distinct);
            text.append(entry);
            end += entry.getBytes(UTF_8).length;
            offsets[id + 1] = end;
        }
        int[] ids = new int[rows];
        boolean[] mask = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            mask[row] = random.nextDouble() < nulls;
            ids[row] = mask[row] ? 0 : random.nextInt(distinct);
        }
        BytesDictionary dictionary =
                new BytesDictionary(distinct, offsets, text.toString().getBytes(UTF_8));
        return new CodedBytesVector(rows, ids, dictionary, nulls > 0 ? mask : null);
    }
}
