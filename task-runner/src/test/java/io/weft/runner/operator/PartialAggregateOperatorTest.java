package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.AVG;
import static io.weft.expr.AggregateFunction.COUNT;
import static io.weft.expr.AggregateFunction.MIN;
import static io.weft.expr.AggregateFunction.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartialAggregateOperatorTest {
    private static final List<Type> TYPES = List.of(Type.INT, Type.INT);
    private static final int BATCHES = 60;

    @Test
    void givesKeysAndStates() {
        Groupings grouping = new Groupings(TYPES).by(0).and(AVG, 1).and(COUNT);
        List<List<@Nullable Object>> rows =
                List.of(TestRows.row(1, 5), TestRows.row(2, null), TestRows.row(1, 6), TestRows.row(1, null));
        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> new PartialAggregateOperator(input, grouping.ofRows(), memory),
                        grouping.partialTypes(),
                        result -> assertThat(result)
                                .containsExactlyInAnyOrder(
                                        TestRows.row(1, 11.0, 2L, 3L), TestRows.row(2, null, 0L, 1L)));
    }

    @Test
    void handsGroupsOnWhereMemoryIsRefused() {
        Groupings grouping = new Groupings(TYPES).by(0).and(SUM, 1);
        // Each key comes twice in a row, so that half of the rows are spared even with little memory.
        List<List<@Nullable Object>> result = run(grouping, 128 << 10, row -> row / 2 % 20_000);

        long sum = result.stream().mapToLong(row -> (Long) row.get(1)).sum();
        assertThat(sum).isEqualTo((long) BATCHES * Batch.MAX_ROWS);
        assertThat(result.size()).isBetween(100_000, 150_000);
        assertThat(keys(result)).hasSize(20_000);
    }

    @Test
    void givesUpWhereNothingShrinks() {
        Groupings grouping =
                new Groupings(TYPES).by(0).and(SUM, 1).and(MIN, 1).and(AVG, 1).and(COUNT);
        List<List<@Nullable Object>> result = run(grouping, 256 << 20, row -> row);

        assertThat(result).hasSize(BATCHES * Batch.MAX_ROWS);
        assertThat(result).allMatch(row -> row.subList(1, 6).equals(List.of(1L, 1, 1.0, 1L, 1L)));
        assertThat(keys(result)).hasSize(BATCHES * Batch.MAX_ROWS);
    }

    @Test
    void givesUpAlsoWhereMemoryIsShort() {
        Groupings grouping = new Groupings(TYPES).by(0).and(SUM, 1);
        int ungrouped = 0;
        int rows = 0;
        try (TaskMemory memory = new MemoryArbiter(1 << 20, 1).open("test");
                Operator partial = new PartialAggregateOperator(input(row -> row), grouping.ofRows(), memory)) {
            for (Batch batch = partial.next(); batch != null; batch = partial.next()) {
                rows += batch.selectedCount();
                ungrouped += memory.reserved() == 0 ? batch.selectedCount() : 0;
            }
        }
        assertThat(rows).isEqualTo(BATCHES * Batch.MAX_ROWS);
        assertThat(ungrouped).isBetween(90_000, rows - (1 << 17));
    }

    @Test
    void releasesItsMemoryWhenItGivesUp() {
        Groupings grouping = new Groupings(TYPES).by(0).and(SUM, 1);
        try (TaskMemory memory = new MemoryArbiter(256 << 20, 1).open("test");
                Operator partial = new PartialAggregateOperator(input(row -> row), grouping.ofRows(), memory)) {
            long peak = 0;
            for (Batch batch = partial.next(); batch != null; batch = partial.next()) {
                peak = memory.peak();
            }
            assertThat(peak).isBetween(1L << 20, 16L << 20);
            assertThat(memory.reserved()).isZero();
        }
    }

    @Test
    void keepsTheSelectionOfRowsItPassesThrough() {
        Groupings grouping = new Groupings(TYPES).by(0).and(SUM, 1).and(COUNT, 1);
        int[] odd = new int[Batch.MAX_ROWS / 2];
        for (int index = 0; index < odd.length; index++) {
            odd[index] = 2 * index + 1;
        }
        Operator selected =
                new GeneratedInput(BATCHES, number -> batch(number, row -> row).select(odd, odd.length));
        List<List<@Nullable Object>> result = run(grouping, 256 << 20, selected);

        assertThat(result).hasSize(BATCHES * odd.length);
        assertThat(keys(result)).hasSize(BATCHES * odd.length);
        assertThat(result)
                .allMatch(row -> (Integer) Objects.requireNonNull(row.get(0)) % 2 != 0)
                .allMatch(row -> row.subList(1, 3).equals(List.of(1L, 1L)));
    }

    @Test
    void keepsGroupingWhereItPays() {
        Groupings grouping = new Groupings(TYPES).by(0).and(SUM, 1);
        List<List<@Nullable Object>> result = run(grouping, 256 << 20, row -> row % 60_000);

        assertThat(result).hasSize(60_000);
    }

    /** The key of each row of the input. */
    private interface Key {
        int of(int row);
    }

    private static Set<@Nullable Object> keys(List<List<@Nullable Object>> rows) {
        Set<@Nullable Object> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.get(0)));
        return keys;
    }

    @Test
    void filtersAlsoWhereItGivesUp() {
        List<Type> types = List.of(Type.INT, Type.BOOLEAN);
        Groupings grouping = new Groupings(types).by(0).and(COUNT).where(1).and(COUNT);
        Operator input = new GeneratedInput(BATCHES, number -> {
            Batch ones = batch(number, row -> row);
            boolean[] even = new boolean[Batch.MAX_ROWS];
            for (int row = 0; row < even.length; row += 2) {
                even[row] = true;
            }
            return ones.withColumns(List.of(ones.column(0), new BooleanVector(even.length, even, null)));
        });
        assertThat(run(grouping, 256 << 20, input))
                .hasSize(BATCHES * Batch.MAX_ROWS)
                .allMatch(row -> row.subList(1, 3)
                        .equals(List.of((Integer) Objects.requireNonNull(row.get(0)) % 2 == 0 ? 1L : 0L, 1L)));
    }

    private static List<List<@Nullable Object>> run(Groupings grouping, long memoryBytes, Key key) {
        return run(grouping, memoryBytes, input(key));
    }

    private static List<List<@Nullable Object>> run(Groupings grouping, long memoryBytes, Operator input) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        try (TaskMemory memory = new MemoryArbiter(memoryBytes, 1).open("test");
                Operator partial = new PartialAggregateOperator(input, grouping.ofRows(), memory)) {
            for (Batch batch = partial.next(); batch != null; batch = partial.next()) {
                result.addAll(TestRows.rows(batch, grouping.partialTypes()));
            }
        }
        return result;
    }

    private static Operator input(Key key) {
        return new GeneratedInput(BATCHES, number -> batch(number, key));
    }

    /** Rows of a key and a one. */
    private static Batch batch(int number, Key key) {
        int[] keys = new int[Batch.MAX_ROWS];
        int[] ones = new int[Batch.MAX_ROWS];
        for (int row = 0; row < Batch.MAX_ROWS; row++) {
            keys[row] = key.of(number * Batch.MAX_ROWS + row);
            ones[row] = 1;
        }
        return new Batch(
                Batch.MAX_ROWS,
                List.of(new IntVector(Batch.MAX_ROWS, keys, null), new IntVector(Batch.MAX_ROWS, ones, null)));
    }
}
