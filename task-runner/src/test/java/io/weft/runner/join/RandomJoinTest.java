package io.weft.runner.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Row;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Function;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.operator.InMemoryInput;
import io.weft.runner.operator.OperatorHarness;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.TestRows;
import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.SimpleType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares joins of random rows with {@link JoinTwin}: every form, with keys of every type, in memory and by way of the disk. */
class RandomJoinTest {
    private static final List<Type> KEY_TYPES = List.of(
            Type.BIGINT,
            Type.INT,
            Type.STRING,
            Type.DATE,
            Type.DOUBLE,
            Type.decimal(12, 2),
            Type.decimal(38, 3),
            Type.BOOLEAN,
            Type.FLOAT,
            Type.TIMESTAMP,
            Type.BINARY,
            Type.list(Type.STRING),
            Type.struct(new Field("a", Type.SMALLINT), new Field("b", Type.list(Type.BIGINT))));
    private static final double[] SPECIAL = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY};
    private static final int BATCH_ROWS = 300;

    private final List<Type> probeTypes = new ArrayList<>();
    private final List<Type> buildTypes = new ArrayList<>();
    private final List<Integer> probeKeys = new ArrayList<>();
    private final List<Integer> buildKeys = new ArrayList<>();
    private int distinct;
    private int spread;
    private double nulls;
    private double skew;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void givesWhatComparingAllWithAllGives(long seed) {
        Random random = new Random(seed);
        chooseColumns(random);
        chooseShape(random);
        List<List<@Nullable Object>> probe = rows(probeTypes, count(random), random);
        List<List<@Nullable Object>> build = rows(buildTypes, count(random), random);
        for (JoinForm form : JoinForm.values()) {
            boolean isConditional = form != JoinForm.NULL_AWARE_ANTI && random.nextInt(3) == 0;
            if (form == JoinForm.NULL_AWARE_ANTI && probeKeys.size() != 1) {
                continue;
            }
            JoinCondition condition = isConditional ? condition() : null;
            JoinSpec spec = new JoinSpec(form, probeTypes, buildTypes, probeKeys, buildKeys, condition);
            check(spec, isConditional ? this::isLess : (left, right) -> true, probe, build);
        }
    }

    private void check(
            JoinSpec spec,
            BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition,
            List<List<@Nullable Object>> probe,
            List<List<@Nullable Object>> build) {
        Map<List<@Nullable Object>, Integer> expected =
                JoinTwin.counted(new JoinTwin(spec, condition).join(probe, build));
        new OperatorHarness(probeTypes, probe)
                .check(
                        (input, memory, spill) -> new HashJoinOperator(
                                input, new InMemoryInput(batches(buildTypes, build)), spec, memory, spill),
                        spec.outputTypes(),
                        result -> assertThat(difference(JoinTwin.counted(result), expected))
                                .as("%s over probe rows", spec)
                                .isEmpty());
        new OperatorHarness(buildTypes, build)
                .check(
                        (input, memory, spill) -> new HashJoinOperator(
                                new InMemoryInput(batches(probeTypes, probe)), input, spec, memory, spill),
                        spec.outputTypes(),
                        result -> assertThat(difference(JoinTwin.counted(result), expected))
                                .as("%s over build rows", spec)
                                .isEmpty());
    }

    private static List<String> difference(
            Map<List<@Nullable Object>, Integer> result, Map<List<@Nullable Object>, Integer> expected) {
        List<String> wrong = new ArrayList<>();
        result.forEach((row, count) -> {
            if (!count.equals(expected.get(row))) {
                wrong.add("%s times %s, not %s".formatted(count, row, expected.get(row)));
            }
        });
        expected.keySet().stream().filter(row -> !result.containsKey(row)).forEach(row -> wrong.add("missing " + row));
        return wrong.subList(0, Math.min(5, wrong.size()));
    }

    private void chooseColumns(Random random) {
        List<Type> keys = new ArrayList<>(KEY_TYPES);
        Collections.shuffle(keys, random);
        keys = keys.subList(0, new int[] {0, 1, 1, 1, 2, 2, 3}[random.nextInt(7)]);
        probeTypes.addAll(keys);
        probeTypes.addAll(List.of(Type.BIGINT, Type.STRING));
        buildTypes.addAll(List.of(Type.STRING, Type.BIGINT));
        List<Type> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        buildTypes.addAll(reversed);
        for (int key = 0; key < keys.size(); key++) {
            probeKeys.add(key);
            buildKeys.add(buildTypes.size() - 1 - key);
        }
    }

    private void chooseShape(Random random) {
        distinct = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 100 + random.nextInt(1500);
        spread = random.nextBoolean() ? 1 : 1000;
        nulls = random.nextInt(3) / 10.0;
        skew = random.nextInt(4) == 0 ? 0.5 : 0;
    }

    private int count(Random random) {
        boolean isFew = distinct < 100 || skew > 0 || probeKeys.isEmpty();
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextInt(isFew ? 100 : 900);
        };
    }

    private List<List<@Nullable Object>> rows(List<Type> types, int count, Random random) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            List<@Nullable Object> row = new ArrayList<>();
            int number = random.nextDouble() < skew ? 7 : random.nextInt(distinct);
            for (Type type : types) {
                row.add(random.nextDouble() < nulls ? null : value(type, random, number));
            }
            rows.add(row);
        }
        return rows;
    }

    private Object value(Type type, Random random, int number) {
        if (type instanceof DecimalType decimal) {
            BigInteger factor = decimal.precision() == 38 && number % 3 == 0 ? BigInteger.TWO.pow(70) : BigInteger.ONE;
            return new BigDecimal(BigInteger.valueOf(number).multiply(factor), decimal.scale());
        }
        if (type instanceof ListType) {
            return Arrays.asList("x" + number, number % 2 == 0 ? null : "z".repeat(number % 5));
        }
        if (type instanceof StructType struct) {
            return Row.of(struct.schema(), Arrays.asList((short) (number % 99), number % 4 == 0 ? null : List.of(5L)));
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> number % 2 == 0;
            case INT -> number * spread;
            case BIGINT -> number * (spread == 1 ? 1 : 1_000_000_000_000L);
            case FLOAT -> number % 10 == 0 ? (float) SPECIAL[random.nextInt(SPECIAL.length)] : number / 8f;
            case DOUBLE -> number % 10 == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : number / 4.0;
            case DATE -> LocalDate.ofEpochDay((long) number * spread);
            case TIMESTAMP -> Instant.ofEpochSecond(number);
            case STRING -> "x".repeat(number % 13) + number;
            case BINARY -> Bytes.of(("y".repeat(number % 11) + number).getBytes(UTF_8));
            case TINYINT, SMALLINT, TIMESTAMP_NTZ -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** The probe side's number is less than the build side's. */
    private JoinCondition condition() {
        int left = probeKeys.size();
        int right = probeTypes.size() + 1;
        List<Expression> sides =
                List.of(new InputColumn(left, "left", Type.BIGINT), new InputColumn(right, "right", Type.BIGINT));
        return new JoinCondition(
                Predicate.of(new Call(Function.LESS_OR_EQUAL, sides, Type.BOOLEAN)), List.of(left, right));
    }

    private boolean isLess(List<@Nullable Object> probe, List<@Nullable Object> build) {
        Object left = probe.get(probeKeys.size());
        Object right = build.get(1);
        return left != null && right != null && (Long) left <= (Long) right;
    }

    private static List<Batch> batches(List<Type> types, List<List<@Nullable Object>> rows) {
        return IntStream.iterate(0, from -> from < rows.size(), from -> from + BATCH_ROWS)
                .mapToObj(from -> TestRows.batch(types, rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS))))
                .toList();
    }
}
