package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.sort.RowOrder;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.TestRows;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortOperatorTest {
    private static final List<Type> TYPES = List.of(
            Type.STRING,
            Type.BIGINT,
            Type.INT,
            Type.DOUBLE,
            Type.decimal(12, 2),
            Type.decimal(38, 3),
            Type.DATE,
            Type.BOOLEAN);
    private static final List<SortOrder> ORDERS = List.of(SortOrder.values());
    private static final double[] SPECIAL = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY};

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void sortsRowsOfAllTypesByAnyColumns(long seed) {
        Random random = new Random(seed);
        List<List<@Nullable Object>> rows = rows(random);
        List<SortColumn> columns = columns(random);

        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> SortOperator.all(input, TYPES, columns, memory, spill),
                        TYPES,
                        result -> checkSorted(result, rows, columns));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void givesTheFirstRowsAlone(long seed) {
        Random random = new Random(seed);
        List<List<@Nullable Object>> rows = rows(random);
        List<SortColumn> columns = columns(random);
        int limit = random.nextInt(random.nextBoolean() ? 20 : 3000);
        RowOrder order = new RowOrder(columns);
        List<List<@Nullable Object>> expected = new ArrayList<>(rows);
        expected.sort(order);

        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> SortOperator.first(limit, input, TYPES, columns, memory, spill),
                        TYPES,
                        result -> {
                            assertThat(result).hasSize(Math.min(limit, rows.size()));
                            for (int row = 0; row < result.size(); row++) {
                                assertThat(order.compare(result.get(row), expected.get(row)))
                                        .as("seed %d, row %d of %d", seed, row, limit)
                                        .isZero();
                            }
                            assertThat(count(rows))
                                    .as("seed %d: the rows there are", seed)
                                    .containsAllEntriesOf(only(count(result), count(rows)));
                        });
    }

    @Test
    void sortsKeysThatAreLongAndAlmostTheSame() {
        List<Type> types = List.of(Type.STRING, Type.INT);
        Random random = new Random(7);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 2000; index++) {
            String text = "http://example.org/" + "a".repeat(random.nextInt(120)) + "b".repeat(random.nextInt(3));
            rows.add(TestRows.row(text, random.nextInt(5)));
        }
        List<SortColumn> columns =
                List.of(new SortColumn(0, SortOrder.DESC_NULLS_LAST), new SortColumn(1, SortOrder.ASC_NULLS_FIRST));

        new OperatorHarness(types, rows)
                .check(
                        (input, memory, spill) -> SortOperator.all(input, types, columns, memory, spill),
                        types,
                        result -> checkSorted(result, rows, columns));
    }

    @Test
    void givesNothingForNoRows() {
        List<SortColumn> columns = List.of(new SortColumn(1, SortOrder.ASC_NULLS_FIRST));
        new OperatorHarness(TYPES, List.of())
                .check(
                        (input, memory, spill) -> SortOperator.all(input, TYPES, columns, memory, spill),
                        TYPES,
                        result -> assertThat(result).isEmpty());
    }

    @Test
    void asksForNothingWhereNoRowIsWanted() {
        InMemoryInput input = new InMemoryInput(List.of(TestRows.batch(List.of(Type.INT), List.of(TestRows.row(1)))));
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(1 << 20, 1).open("test");
                Operator operator = SortOperator.first(
                        0,
                        input,
                        List.of(Type.INT),
                        List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST)),
                        memory,
                        spill)) {
            assertThat(operator.next()).isNull();
        }
        assertThat(input.pending()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2 << 20, 200 << 10, 8 << 20})
    void sortsInATenthAHundredthAndEightMegabytes(int budget) {
        // Twenty megabytes of rows.
        int count = 200_000;
        List<Type> types = List.of(Type.BIGINT, Type.STRING);
        long[] keys = new Random(3).longs(count).toArray();
        List<SortColumn> columns = List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST));
        MemoryArbiter arbiter = new MemoryArbiter(budget, 1);
        long least = Long.MIN_VALUE;
        int seen = 0;
        long sum = 0;
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = arbiter.open("test");
                Operator operator = SortOperator.all(new WideRows(keys), types, columns, memory, spill)) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                for (List<@Nullable Object> row : TestRows.rows(batch, types)) {
                    long key = (Long) row.get(0);
                    assertThat(key).isGreaterThanOrEqualTo(least);
                    assertThat(row.get(1)).isEqualTo(WideRows.text(key));
                    least = key;
                    sum += key;
                    seen++;
                }
            }
            assertThat(spill.bytesWritten()).isPositive();
        }
        assertThat(seen).isEqualTo(count);
        assertThat(sum).isEqualTo(Arrays.stream(keys).sum());
        assertThat(arbiter.peak()).isLessThanOrEqualTo(budget);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsFewRowsWhereFewAreWanted() {
        long[] keys = new Random(4).longs(100_000).toArray();
        MemoryArbiter arbiter = new MemoryArbiter(64 << 20, 1);
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = arbiter.open("test");
                Operator operator = SortOperator.first(
                        10,
                        new WideRows(keys),
                        List.of(Type.BIGINT, Type.STRING),
                        List.of(new SortColumn(0, SortOrder.DESC_NULLS_LAST)),
                        memory,
                        spill)) {
            assertThat(operator.next())
                    .isNotNull()
                    .extracting(Batch::selectedCount)
                    .isEqualTo(10);
            assertThat(spill.bytesWritten()).isZero();
        }
        assertThat(arbiter.peak()).isLessThan(6 << 20);
    }

    @Test
    void saysWhatASingleRowIsTooLargeFor() {
        List<List<@Nullable Object>> rows = List.of(TestRows.row("x".repeat(100_000)));
        List<SortColumn> columns = List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST));
        assertThatThrownBy(() -> {
                    try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                            TaskMemory memory = new MemoryArbiter(50_000, 1).open("job_0/s1/t0/a0");
                            Operator operator = SortOperator.all(
                                    new InMemoryInput(List.of(TestRows.batch(List.of(Type.STRING), rows))),
                                    List.of(Type.STRING),
                                    columns,
                                    memory,
                                    spill)) {
                        operator.next();
                    }
                })
                .isInstanceOf(WeftException.class)
                .hasMessageContaining("[job_0/s1/t0/a0] Cannot reserve ")
                .hasMessageContaining(" bytes for rows to sort: the task holds ")
                .extracting(problem -> ((WeftException) problem).code())
                .isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    private static void checkSorted(
            List<List<@Nullable Object>> result, List<List<@Nullable Object>> rows, List<SortColumn> columns) {
        RowOrder order = new RowOrder(columns);
        for (int row = 1; row < result.size(); row++) {
            assertThat(order.compare(result.get(row - 1), result.get(row)))
                    .as("%s before %s, by %s", result.get(row - 1), result.get(row), columns)
                    .isLessThanOrEqualTo(0);
        }
        assertThat(count(result)).isEqualTo(count(rows));
    }

    private static Map<List<@Nullable Object>, Integer> count(List<List<@Nullable Object>> rows) {
        Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    /** The counts of all that occurs, for what occurs too often as often as it may. */
    private static Map<List<@Nullable Object>, Integer> only(
            Map<List<@Nullable Object>, Integer> some, Map<List<@Nullable Object>, Integer> all) {
        Map<List<@Nullable Object>, Integer> result = new HashMap<>();
        some.forEach((row, times) -> result.put(row, times <= all.getOrDefault(row, 0) ? all.get(row) : times));
        return result;
    }

    private static List<SortColumn> columns(Random random) {
        List<Integer> numbers = new ArrayList<>();
        for (int column = 0; column < TYPES.size(); column++) {
            numbers.add(column);
        }
        Collections.shuffle(numbers, random);
        List<SortColumn> columns = new ArrayList<>();
        for (int column : numbers.subList(0, 1 + random.nextInt(3))) {
            columns.add(new SortColumn(column, ORDERS.get(random.nextInt(4))));
        }
        return columns;
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
        if (type == SimpleType.DATE) {
            return LocalDate.ofEpochDay(number);
        }
        if (type == SimpleType.BOOLEAN) {
            return number % 2 == 0;
        }
        if (type == SimpleType.INT) {
            return number * 1000;
        }
        if (type == SimpleType.BIGINT) {
            return number * 1_000_000_000_000L;
        }
        if (type == SimpleType.DOUBLE) {
            return random.nextInt(50) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : number / 4.0;
        }
        return "x".repeat(Math.abs(number) % 13) + number;
    }
}
