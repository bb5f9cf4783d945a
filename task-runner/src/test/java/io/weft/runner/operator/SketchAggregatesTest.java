package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.APPROX_COUNT_DISTINCT;
import static io.weft.expr.AggregateFunction.APPROX_PERCENTILE;
import static io.weft.expr.AggregateFunction.COUNT;
import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weft.expr.AggregateCall;
import io.weft.expr.Expression.Literal;
import io.weft.expr.SketchSizes;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchAggregatesTest {
    private static final List<Type> TYPES =
            List.of(Type.INT, Type.BIGINT, Type.STRING, Type.DOUBLE, Type.decimal(38, 2), Type.DATE);

    /** Standard errors that a result may be off by. */
    private static final int SIGMAS = 5;

    @TempDir
    Path directory;

    private static AggregateCall distinct(Literal size) {
        return AggregateCall.of(APPROX_COUNT_DISTINCT, size);
    }

    @Test
    void countsFewDistinctValuesOfEveryTypeExactly() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 900; index++) {
            int value = index % 30;
            rows.add(row(
                    index % 3,
                    (long) value,
                    index % 5 == 0 ? null : "text " + value,
                    value == 0 && index % 2 == 0 ? -0.0 : value / 3.0,
                    new BigDecimal("12345678901234567890123.5")
                            .multiply(BigDecimal.valueOf(value))
                            .setScale(2),
                    LocalDate.ofEpochDay(value)));
        }
        rows.add(row(9, null, null, null, null, null));
        Groupings grouping = new Groupings(TYPES).by(0);
        for (int column = 1; column < TYPES.size(); column++) {
            grouping.and(distinct(SketchSizes.distinct()), column);
        }
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(TYPES, rows)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result)
                                    .containsExactlyInAnyOrder(
                                            row(0, 10L, 8L, 10L, 10L, 10L),
                                            row(1, 10L, 8L, 10L, 10L, 10L),
                                            row(2, 10L, 8L, 10L, 10L, 10L),
                                            row(9, 0L, 0L, 0L, 0L, 0L)));
        }
    }

    /** The error stays within its bound, and the result does not depend on how the rows came. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0163, 0.005, 0.1})
    void estimatesTheSameWithinItsErrorHoweverRowsAreDivided(double error) {
        Groupings grouping = new Groupings(List.of(Type.INT, Type.BIGINT))
                .by(0)
                .and(distinct(SketchSizes.distinct(error)), 1)
                .and(COUNT);
        Set<List<List<@Nullable Object>>> results = new HashSet<>();
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            for (long memory :
                    error < 0.01 ? new long[] {256 << 20, 2 << 20} : new long[] {256 << 20, 1 << 20, 300 << 10}) {
                List<List<@Nullable Object>> rows = run(pipeline, memory, grouping, SketchAggregatesTest::numbers);
                rows.sort((left, right) -> Integer.compare((Integer) left.get(0), (Integer) right.get(0)));
                results.add(rows);
            }
        }
        assertThat(results).hasSize(1);
        for (List<@Nullable Object> group : results.iterator().next()) {
            int key = (Integer) Objects.requireNonNull(group.get(0));
            double exact = distinctNumbers(key);
            assertThat(((Long) Objects.requireNonNull(group.get(1))).doubleValue())
                    .isCloseTo(exact, within(SIGMAS * error * exact));
        }
    }

    /** Group k of 20 has a number of distinct values that doubles from group to group, up to what its rows hold. */
    private static Batch numbers(int number) {
        int[] keys = new int[Batch.MAX_ROWS];
        long[] values = new long[Batch.MAX_ROWS];
        for (int row = 0; row < Batch.MAX_ROWS; row++) {
            int index = number * Batch.MAX_ROWS + row;
            keys[row] = index % 20;
            values[row] = index / 20 % (1L << keys[row]);
        }
        return new Batch(
                Batch.MAX_ROWS,
                List.of(new IntVector(Batch.MAX_ROWS, keys, null), new LongVector(Batch.MAX_ROWS, values, null)));
    }

    private static double distinctNumbers(int key) {
        return Math.min(1 << key, Math.ceil((BATCHES * Batch.MAX_ROWS - key) / 20.0));
    }

    private static final int BATCHES = 60;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.9, 1})
    void findsAPercentileWithinItsErrorOfTheRank(double fraction) {
        AggregateCall call =
                AggregateCall.of(APPROX_PERCENTILE, SketchSizes.fraction(fraction), SketchSizes.percentile());
        Groupings grouping = new Groupings(List.of(Type.INT, Type.DOUBLE)).by(0).and(call, 1);
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            for (long memory : new long[] {256 << 20, 512 << 10}) {
                List<List<@Nullable Object>> rows = run(pipeline, memory, grouping, SketchAggregatesTest::ranks);
                assertThat(rows)
                        .hasSize(50)
                        .allSatisfy(group -> assertThat((Double) group.get(1)).isCloseTo(fraction, within(0.0133 * 2)));
            }
        }
    }

    /** Each of 50 groups has values that are evenly spread from 0 to 1, in a mixed order, and a NaN now and then. */
    private static Batch ranks(int number) {
        int[] keys = new int[Batch.MAX_ROWS];
        double[] values = new double[Batch.MAX_ROWS];
        for (int row = 0; row < Batch.MAX_ROWS; row++) {
            long index = number * (long) Batch.MAX_ROWS + row;
            keys[row] = (int) (index % 50);
            values[row] = index % 1777 == 3 ? Double.NaN : index / 50 * 2741 % 4093 / 4092.0;
        }
        return new Batch(
                Batch.MAX_ROWS,
                List.of(new IntVector(Batch.MAX_ROWS, keys, null), new DoubleVector(Batch.MAX_ROWS, values, null)));
    }

    @Test
    void findsPercentilesOfFewValuesExactly() {
        AggregateCall half = AggregateCall.of(APPROX_PERCENTILE, SketchSizes.fraction(0.5), SketchSizes.percentile());
        List<Type> types = List.of(Type.INT, Type.DOUBLE);
        Groupings grouping = new Groupings(types).by(0).and(half, 1);
        List<List<@Nullable Object>> rows =
                List.of(row(1, 5.0), row(1, -1.0), row(1, 7.5), row(2, null), row(2, Double.NaN), row(1, null));
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(types, rows)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result).containsExactlyInAnyOrder(row(1, 5.0), row(2, null)));
        }
    }

    private List<List<@Nullable Object>> run(
            OperatorHarness.Pipeline pipeline, long memoryBytes, Groupings grouping, IntFunction<Batch> input) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(memoryBytes, 1).open("test");
                Operator operator = pipeline.over(new GeneratedInput(BATCHES, input), memory, spill)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                result.addAll(TestRows.rows(batch, grouping.resultTypes()));
            }
            assertThat(memory.peak()).isLessThanOrEqualTo(memoryBytes);
        }
        return result;
    }
}
