package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.FilterFunction;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterOperatorTest {
    private static final Schema SCHEMA = Schema.of(new Field("n", Type.BIGINT), new Field("text", Type.STRING));

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 50, 100})
    void keepsTheRowsThatTheFunctionWants(long bound) {
        List<List<@Nullable Object>> rows = rows();
        FilterFunction function = row -> !row.isNull("n") && row.bigint("n") < bound && row.value("text") != null;
        new OperatorHarness(SCHEMA.types(), rows)
                .check(
                        (input, memory, spill) -> new RowFilterOperator(input, SCHEMA, function),
                        SCHEMA.types(),
                        result -> assertThat(result)
                                .isEqualTo(rows.stream()
                                        .filter(row -> row.get(0) instanceof Long n && n < bound)
                                        .filter(row -> row.get(1) != null)
                                        .toList()));
    }

    @Test
    void saysThatTheFunctionThrewAndWhere() {
        FilterFunction function = row -> {
            throw new IllegalStateException("boom");
        };
        new OperatorHarness(SCHEMA.types(), rows())
                .checkFailure(
                        (input, memory, spill) -> new RowFilterOperator(input, SCHEMA, function),
                        failure -> assertThat(failure)
                                .hasMessageStartingWith(
                                        "Cannot filter a row: the job's function threw java.lang.IllegalStateException:"
                                                + " boom at io.weft.runner.operator.RowFilterOperatorTest")
                                .hasMessageEndingWith(" (mend the function, or filter such rows out before)"));
    }

    @Test
    void endlessRecursionIsTheFunctionsFault() {
        FilterFunction function = row -> deeper(row.bigint("n"));
        new OperatorHarness(SCHEMA.types(), List.of(TestRows.row(1L, "x")))
                .checkFailure(
                        (input, memory, spill) -> new RowFilterOperator(input, SCHEMA, function),
                        failure -> assertThat(failure)
                                .isInstanceOfSatisfying(
                                        WeftException.class,
                                        e -> assertThat(e.code()).isEqualTo(ErrorCode.FUNCTION_FAILED))
                                .hasMessageStartingWith(
                                        "Cannot filter a row: the job's function threw java.lang.StackOverflowError at"
                                                + " io.weft.runner.operator.RowFilterOperatorTest.deeper("));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static boolean deeper(long n) {
        return !deeper(n + 1);
    }

    private static List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = 0; row < 5000; row++) {
            rows.add(TestRows.row(row % 7 == 0 ? null : row * 37 % 100, row % 5 == 0 ? null : "row " + row));
        }
        return rows;
    }
}
