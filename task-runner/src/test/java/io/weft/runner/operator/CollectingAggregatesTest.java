package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.COLLECT_LIST;
import static io.weft.expr.AggregateFunction.PERCENTILE_CONT;
import static io.weft.expr.AggregateFunction.PERCENTILE_DISC;
import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.AggregateCall;
import io.weft.expr.AggregateFunction;
import io.weft.expr.SketchSizes;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectingAggregatesTest {
    private static final List<Type> TYPES =
            List.of(Type.INT, Type.BIGINT, Type.STRING, Type.DOUBLE, Type.decimal(38, 2), Type.DATE, Type.BOOLEAN);

    @TempDir
    Path directory;

    /** Lists of every type, sorted: in which order the values come is not determined. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void collectsValuesOfEveryType(long seed) {
        Random random = new Random(seed);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 1500; index++) {
            List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                    random.nextInt(40),
                    random.nextLong(),
                    "x".repeat(random.nextInt(12)),
                    random.nextInt(5) / 4.0,
                    new BigDecimal("98765432109876543210.25")
                            .multiply(BigDecimal.valueOf(random.nextInt(3)))
                            .setScale(2),
                    LocalDate.ofEpochDay(random.nextInt(99)),
                    random.nextBoolean()));
            for (int column = 1; column < TYPES.size(); column++) {
                values.set(column, random.nextInt(6) == 0 ? null : values.get(column));
            }
            rows.add(values);
        }
        rows.add(row(77, null, null, null, null, null, null));
        Groupings grouping = new Groupings(TYPES).by(0);
        for (int column = 1; column < TYPES.size(); column++) {
            grouping.and(COLLECT_LIST, column);
        }
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(TYPES, rows, 160 << 10)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result)
                                    .as("seed %d", seed)
                                    .hasSize(41)
                                    .allSatisfy(group -> {
                                        for (int column = 1; column < TYPES.size(); column++) {
                                            assertThat(texts((List<?>) group.get(column)))
                                                    .isEqualTo(texts(values(rows, group.get(0), column)));
                                        }
                                    }));
        }
    }

    private static List<@Nullable Object> values(List<List<@Nullable Object>> rows, @Nullable Object key, int column) {
        return rows.stream()
                .filter(row -> row.get(0).equals(key) && row.get(column) != null)
                .map(row -> row.get(column))
                .toList();
    }

    private static List<String> texts(@Nullable List<?> values) {
        return values == null
                ? List.of()
                : values.stream().map(String::valueOf).sorted().toList();
    }

    private static AggregateCall percentile(AggregateFunction function, double fraction) {
        return AggregateCall.of(function, SketchSizes.fraction(fraction));
    }

    @Test
    void findsPercentilesOfValuesThatComeSeveralTimes() {
        List<Type> types = List.of(Type.INT, Type.DOUBLE, Type.STRING, Type.BIGINT);
        List<List<@Nullable Object>> rows = List.of(
                row(1, 10.0, "b", 3L),
                row(1, -2.0, "a", 1L),
                row(1, Double.NaN, "c", 1L),
                row(1, null, null, 5L),
                row(2, 4.0, "only", 1L),
                row(3, null, null, 2L));
        Groupings grouping = new Groupings(types)
                .by(0)
                .and(percentile(PERCENTILE_CONT, 0.5), 1, 3)
                .and(percentile(PERCENTILE_CONT, 0), 1, 3)
                .and(percentile(PERCENTILE_CONT, 0.125), 1, 3)
                .and(percentile(PERCENTILE_DISC, 0.2), 2, 3)
                .and(percentile(PERCENTILE_DISC, 0.21), 2, 3)
                .and(percentile(PERCENTILE_DISC, 1), 2, 3);
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(types, rows)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result)
                                    .containsExactlyInAnyOrder(
                                            row(1, 10.0, -2.0, 4.0, "a", "b", "c"),
                                            row(2, 4.0, 4.0, 4.0, "only", "only", "only"),
                                            row(3, null, null, null, null, null, null)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsPercentilesInGroupsThatDoNotFitTogether(long seed) {
        Random random = new Random(seed);
        List<Type> types = List.of(Type.INT, Type.decimal(38, 2), Type.BIGINT);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 4000; index++) {
            BigDecimal value = new BigDecimal(new BigInteger(100, random), 2);
            rows.add(row(random.nextInt(60), value, 1L + random.nextInt(3)));
        }
        Groupings grouping = new Groupings(types).by(0).and(percentile(PERCENTILE_DISC, 0.3), 1, 2);
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(types, rows, 128 << 10)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result)
                                    .as("seed %d", seed)
                                    .allSatisfy(
                                            group -> assertThat(group.get(1)).isEqualTo(third(rows, group.get(0)))));
        }
    }

    private static BigDecimal third(List<List<@Nullable Object>> rows, @Nullable Object key) {
        List<BigDecimal> values = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            for (long copy = 0; row.get(0).equals(key) && copy < (Long) row.get(2); copy++) {
                values.add((BigDecimal) row.get(1));
            }
        }
        values.sort(Comparator.naturalOrder());
        return values.get((3 * values.size() + 9) / 10 - 1);
    }

    @Test
    void failsWhereTheListOfOneGroupDoesNotFit() {
        Groupings grouping = new Groupings(List.of(Type.INT, Type.BIGINT)).by(0).and(COLLECT_LIST, 1);
        Operator input = new GeneratedInput(
                100,
                number -> new Batch(
                        Batch.MAX_ROWS,
                        List.of(
                                new IntVector(Batch.MAX_ROWS, new int[Batch.MAX_ROWS], null),
                                new LongVector(Batch.MAX_ROWS, new long[Batch.MAX_ROWS], null))));
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(2 << 20, 1).open("job_1/s1/t0/a0");
                Operator aggregate = grouping.single().over(input, memory, spill)) {
            assertThatThrownBy(aggregate::next)
                    .isInstanceOfSatisfying(
                            WeftException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
                    .hasMessageStartingWith("[job_1/s1/t0/a0] Cannot reserve ")
                    .hasMessageEndingWith("(give containers more memory or fewer slots)");
        }
    }
}
