package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.FlatMapFunction;
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

class FlatMapOperatorTest {
    private static final Schema INPUT = Schema.of(new Field("n", Type.BIGINT));
    private static final Schema OUTPUT = Schema.of(new Field("n", Type.BIGINT), new Field("copy", Type.INT));

    /** What an operator makes of rows 0 to {@code rows}, each emitted so many times. */
    private static void check(long rows, int copies) {
        List<List<@Nullable Object>> input = new ArrayList<>();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (long row = 0; row < rows; row++) {
            input.add(TestRows.row(row));
            for (int copy = 0; copy < copies; copy++) {
                expected.add(TestRows.row(row, copy));
            }
        }
        FlatMapFunction function = (row, out) -> {
            for (int copy = 0; copy < copies; copy++) {
                out.emit(row.bigint("n"), copy);
            }
        };
        FlatMapOperator.Call call = new FlatMapOperator.Call("flatMap", function, INPUT, OUTPUT);
        new OperatorHarness(INPUT.types(), input)
                .check(
                        (operator, memory, spill) -> new FlatMapOperator(operator, call, memory, spill),
                        OUTPUT.types(),
                        result -> assertThat(result).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void givesTheRowsThatTheFunctionEmitsInTheirOrder(int copies) {
        check(5000, copies);
    }

    @Test
    void oneCallMayEmitMoreThanMemoryHolds() {
        check(2, 20_000);
    }

    @Test
    void refusesValuesThatAreNotOfTheSchema() {
        FlatMapFunction function = (row, out) -> out.emit(row.bigint("n"), "x");
        FlatMapOperator.Call call = new FlatMapOperator.Call("flatMap", function, INPUT, OUTPUT);
        new OperatorHarness(INPUT.types(), List.of(TestRows.row(1L)))
                .checkFailure(
                        (operator, memory, spill) -> new FlatMapOperator(operator, call, memory, spill),
                        failure -> assertThat(failure)
                                .hasMessageStartingWith("Cannot flatMap a row: the job's function threw"
                                        + " java.lang.IllegalArgumentException: Column 'copy': A String cannot be a value"
                                        + " of the type int"));
    }
}
