package io.weft.runner.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Row;
import io.weft.expr.AggregateFunction;
import io.weft.runner.vector.Bytes;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares aggregations of random rows with {@link AggregateTwin}: few groups and many, in memory and by way of the disk. */
class RandomAggregationTest {
    private static final List<Type> TYPES = List.of(
            Type.STRING,
            Type.BIGINT,
            Type.INT,
            Type.DOUBLE,
            Type.decimal(12, 2),
            Type.decimal(38, 3),
            Type.DATE,
            Type.BOOLEAN,
            Type.STRING,
            Type.TINYINT,
            Type.SMALLINT,
            Type.FLOAT,
            Type.TIMESTAMP,
            Type.TIMESTAMP_NTZ,
            Type.BINARY,
            Type.list(Type.STRING),
            Type.struct(new Field("a", Type.SMALLINT), new Field("b", Type.list(Type.BIGINT))),
            Type.map(Type.STRING, Type.INT));
    private static final List<AggregateFunction> EXACT = List.of(
            AggregateFunction.COUNT,
            AggregateFunction.SUM,
            AggregateFunction.AVG,
            AggregateFunction.MIN,
            AggregateFunction.MAX,
            AggregateFunction.BOOL_AND,
            AggregateFunction.BOOL_OR);
    private static final double[] SPECIAL = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givesWhatAMapWouldGive(long seed) {
        Random random = new Random(seed);
        List<List<@Nullable Object>> rows = rows(random);
        int[] keys = random.ints(0, TYPES.size())
                .filter(column -> TYPES.get(column).hasEquality())
                .distinct()
                .limit(random.nextInt(4))
                .toArray();
        Groupings grouping = new Groupings(TYPES).by(keys);
        for (int index = 0; index < 1 + random.nextInt(6); index++) {
            addAggregate(grouping, random);
        }
        List<List<@Nullable Object>> expected = new AggregateTwin(keys, grouping.aggregates()).aggregate(rows);
        Set<List<@Nullable Object>> expectedSet = new HashSet<>(expected);

        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(TYPES, rows).check(pipeline, grouping.resultTypes(), result -> {
                assertThat(result).hasSameSizeAs(expected);
                assertThat(expectedSet.containsAll(result))
                        .as(() -> "%s: %s".formatted(grouping.ofRows(), difference(result, expectedSet)))
                        .isTrue();
            });
        }
    }

    private static String difference(List<List<@Nullable Object>> result, Set<List<@Nullable Object>> expected) {
        List<List<@Nullable Object>> wrong =
                result.stream().filter(row -> !expected.contains(row)).limit(5).toList();
        return "wrong are " + wrong;
    }

    private static void addAggregate(Groupings grouping, Random random) {
        AggregateFunction function = EXACT.get(random.nextInt(EXACT.size()));
        if (function == AggregateFunction.COUNT && random.nextBoolean()) {
            grouping.and(function);
        } else {
            List<Integer> columns = IntStream.range(0, TYPES.size())
                    .filter(column -> takes(function, TYPES.get(column)))
                    .boxed()
                    .toList();
            grouping.and(function, columns.get(random.nextInt(columns.size())));
        }
        if (random.nextInt(3) == 0) {
            grouping.where(TYPES.indexOf(Type.BOOLEAN));
        }
    }

    private static boolean takes(AggregateFunction function, Type type) {
        return switch (function) {
            case SUM, AVG -> type.isNumeric();
            case BOOL_AND, BOOL_OR -> type.equals(Type.BOOLEAN);
            case MIN, MAX -> !type.isNested();
            default -> true;
        };
    }

    private static List<List<@Nullable Object>> rows(Random random) {
        int count = 1 + random.nextInt(random.nextBoolean() ? 50 : 6000);
        int distinct = 1 + random.nextInt(random.nextBoolean() ? 4 : 4000);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Type type : TYPES) {
                row.add(random.nextInt(20) == 0 ? null : value(type, random, distinct));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Type type, Random random, int distinct) {
        int number = random.nextInt(distinct) - distinct / 3;
        if (type instanceof DecimalType decimal) {
            BigInteger factor = BigInteger.valueOf(decimal.precision() == 38 ? Long.MAX_VALUE : 1);
            return new BigDecimal(BigInteger.valueOf(number).multiply(factor), decimal.scale());
        }
        if (type instanceof ListType) {
            return Arrays.asList("x" + number, number % 2 == 0 ? null : "z".repeat(Math.abs(number) % 5));
        }
        if (type instanceof MapType) {
            return Map.of("key", number);
        }
        if (type instanceof StructType struct) {
            List<Object> elements = number % 3 == 0 ? List.of() : List.of((long) number, 5L);
            return Row.of(struct.schema(), Arrays.asList((short) (number % 5), number % 4 == 0 ? null : elements));
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> number % 2 == 0;
            case TINYINT -> (byte) number;
            case SMALLINT -> (short) (number * 10);
            case INT -> number * 1000;
            case FLOAT -> random.nextInt(50) == 0 ? (float) SPECIAL[random.nextInt(SPECIAL.length)] : number / 8f;
            case TIMESTAMP -> Instant.ofEpochSecond(number * 1000L, Math.abs(number) * 1000L);
            case TIMESTAMP_NTZ -> LocalDate.EPOCH.atTime(1, 2, 3, 4000).plusHours(number);
            case BINARY -> Bytes.of(("y".repeat(Math.abs(number) % 11) + number).getBytes(UTF_8));
            case BIGINT -> number * 1_000_000_000_000L;
            case DOUBLE -> random.nextInt(50) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : number / 4.0;
            case DATE -> LocalDate.ofEpochDay(number);
            case STRING -> "x".repeat(Math.abs(number) % 13) + number;
        };
    }
}
