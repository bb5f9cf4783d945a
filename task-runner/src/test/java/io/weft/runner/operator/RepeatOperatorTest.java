package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Expression.InputColumn;
import io.weft.runner.kernel.Projection;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatOperatorTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.STRING, Type.BIGINT);

    @Test
    void givesEachRowAsOftenAsTheLeastOfItsNumbers() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (long row = 0; row < 3000; row++) {
            Long first = row % 11 == 0 ? null : row % 7 - 2;
            Long second = row % 13 == 0 ? null : row % 5;
            List<@Nullable Object> values = TestRows.row(first, "row " + row, second);
            rows.add(values);
            for (long copy = 0; first != null && second != null && copy < Math.min(first, second); copy++) {
                expected.add(values);
            }
        }
        rows.add(TestRows.row(10_000L, "many", 9_999L));
        for (int copy = 0; copy < 9_999; copy++) {
            expected.add(TestRows.row(10_000L, "many", 9_999L));
        }
        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> new RepeatOperator(
                                input,
                                new Projection(List.of(
                                        new InputColumn(0, "first", Type.BIGINT),
                                        new InputColumn(2, "second", Type.BIGINT)))),
                        TYPES,
                        result -> assertThat(result).isEqualTo(expected));
    }
}
