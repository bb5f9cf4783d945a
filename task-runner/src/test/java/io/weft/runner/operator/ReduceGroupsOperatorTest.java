package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.ReduceFunction;
import io.weft.api.Row;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.runner.sort.KeyEncoder;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReduceGroupsOperatorTest {
    private static final Schema KEYS = Schema.of(new Field("key", Type.STRING));
    private static final Schema ROWS = Schema.of(new Field("n", Type.BIGINT));
    private static final Schema OUTPUT =
            Schema.of(new Field("key", Type.STRING), new Field("rows", Type.BIGINT), new Field("sum", Type.BIGINT));
    private static final List<Type> TYPES = List.of(Type.STRING, Type.BIGINT);

    private static final ReduceFunction SUM = (key, rows, out) -> {
        long count = 0;
        long sum = 0;
        for (Row row : rows) {
            count++;
            sum += row.bigint("n");
        }
        out.emit(key.value("key"), count, sum);
    };

    private static OperatorHarness.Pipeline reducing(ReduceFunction function, Schema output) {
        ReduceGroupsOperator.Call call = new ReduceGroupsOperator.Call(function, KEYS, ROWS, output);
        return (input, memory, spill) -> new ReduceGroupsOperator(
                input, call, new KeyEncoder(List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST))), memory, spill);
    }

    /** Groups of these sizes, in the order of their keys, the first of which is null. */
    private static List<List<@Nullable Object>> groups(int... sizes) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int group = 0; group < sizes.length; group++) {
            for (int row = 0; row < sizes[group]; row++) {
                rows.add(TestRows.row(key(group), (long) row));
            }
        }
        return rows;
    }

    private static @Nullable String key(int group) {
        return group == 0 ? null : "key %04d".formatted(group);
    }

    private static void check(
            ReduceFunction function,
            Schema output,
            List<List<@Nullable Object>> rows,
            Consumer<List<List<@Nullable Object>>> expectation) {
        new OperatorHarness(TYPES, rows).check(reducing(function, output), output.types(), expectation);
    }

    @Test
    void handsEachGroupToTheFunctionWithAllItsRows() {
        int[] sizes = {3, 1, 5000, 2, 4096, 1};
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int group = 0; group < sizes.length; group++) {
            long size = sizes[group];
            expected.add(TestRows.row(key(group), size, size * (size - 1) / 2));
        }
        check(SUM, OUTPUT, groups(sizes), result -> assertThat(result).isEqualTo(expected));
    }

    @Test
    void callsNothingForNoRows() {
        check(SUM, OUTPUT, List.of(), result -> assertThat(result).isEmpty());
    }

    @Test
    void passesOverTheRowsThatTheFunctionDoesNotAskFor() {
        ReduceFunction first = (key, rows, out) -> {
            for (Row row : rows) {
                if (row.bigint("n") == 2) {
                    out.emit(key.value("key"), row.bigint("n"), 0L);
                    return;
                }
            }
        };
        check(
                first,
                OUTPUT,
                groups(5000, 1, 3, 0, 2, 9000),
                result -> assertThat(result)
                        .isEqualTo(List.of(
                                TestRows.row(null, 2L, 0L),
                                TestRows.row("key 0002", 2L, 0L),
                                TestRows.row("key 0005", 2L, 0L))));
    }

    @Test
    void emitsMoreThanMemoryHoldsInTheOrderOfTheRows() {
        List<List<@Nullable Object>> rows = groups(20, 30_000, 20_000);
        ReduceFunction copies = (key, group, out) -> {
            for (Row row : group) {
                out.emit(key.value("key"), row.bigint("n"));
            }
        };
        Schema output = Schema.of(new Field("key", Type.STRING), new Field("n", Type.BIGINT));
        check(copies, output, rows, result -> assertThat(result).isEqualTo(rows));
    }

    @Test
    void saysThatTheFunctionThrewAndThatRowsComeOnce() {
        ReduceFunction twice = (key, rows, out) -> {
            assertThat(rows.iterator()).hasNext();
            assertThat(rows.iterator()).hasNext();
        };
        new OperatorHarness(TYPES, groups(1, 1))
                .checkFailure(
                        reducing(twice, OUTPUT),
                        failure -> assertThat(failure)
                                .hasMessageStartingWith("Cannot reduce a group: the job's function threw"
                                        + " java.lang.IllegalStateException: A group's rows can be gone through once"
                                        + " (keep copies of those needed again)"));
    }
}
