package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.runner.kernel.Projection;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectOperatorTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.STRING);

    @Test
    void computesTheColumnsOfEachRow() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (long row = 0; row < 3000; row++) {
            Long number = row % 3 == 0 ? null : (Long) row;
            rows.add(TestRows.row(number, "row " + row));
            expected.add(TestRows.row("row " + row, number == null ? null : (Object) (number + 1)));
        }
        InputColumn number = new InputColumn(0, "n", Type.BIGINT);
        InputColumn text = new InputColumn(1, "t", Type.STRING);
        Call increment = new Call(Function.ADD, List.of(number, new Literal(1L, Type.BIGINT)), Type.BIGINT);
        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> new ProjectOperator(input, new Projection(List.of(text, increment))),
                        List.of(Type.STRING, Type.BIGINT),
                        result -> assertThat(result).isEqualTo(expected));
    }
}
