package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterOperatorTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.STRING);

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 3, 50, 100})
    void keepsTheRowsForWhichTheConditionIsTrue(long bound) {
        List<List<@Nullable Object>> rows = rows(5000);
        List<List<@Nullable Object>> expected =
                rows.stream().filter(row -> isLess(row.get(0), bound)).toList();
        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> new FilterOperator(input, Predicate.of(less(bound))),
                        TYPES,
                        result -> assertThat(result).isEqualTo(expected));
    }

    @Test
    void copiesNothingWhileMuchIsLeft() {
        Batch batch = TestRows.batch(TYPES, rows(1000));
        try (Operator filter = new FilterOperator(new InMemoryInput(List.of(batch)), Predicate.of(less(50)))) {
            Batch kept = Objects.requireNonNull(filter.next());
            assertThat(kept.column(1)).isSameAs(batch.column(1));
        }
    }

    @Test
    void copiesTheFewThatAreLeft() {
        Batch batch = TestRows.batch(TYPES, rows(1000));
        try (Operator filter = new FilterOperator(new InMemoryInput(List.of(batch)), Predicate.of(less(10)))) {
            Batch kept = Objects.requireNonNull(filter.next());
            assertThat(kept.selection()).isNull();
            assertThat(kept.rowCount()).isLessThan(100);
        }
    }

    private static List<List<@Nullable Object>> rows(int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = 0; row < count; row++) {
            rows.add(TestRows.row(row % 7 == 0 ? null : row * 37 % 100, row % 5 == 0 ? null : "row " + row));
        }
        return rows;
    }

    private static boolean isLess(@Nullable Object value, long bound) {
        return value != null && (Long) value < bound;
    }

    private static Expression less(long bound) {
        List<Expression> sides = List.of(new InputColumn(0, "n", Type.BIGINT), new Literal(bound, Type.BIGINT));
        return new Call(Function.LESS, sides, Type.BOOLEAN);
    }
}
