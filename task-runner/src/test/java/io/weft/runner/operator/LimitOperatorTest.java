package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitOperatorTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 999, 1000, 1001, 2500, 9000_000_000L})
    void givesTheFirstRowsAndNoMore(long limit) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = 0; row < 2500; row++) {
            rows.add(TestRows.row(row));
        }
        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> new LimitOperator(input, limit),
                        TYPES,
                        result -> assertThat(result).isEqualTo(rows.subList(0, (int) Math.min(2500, limit))));
    }

    @Test
    void asksForNothingOnceTheLimitIsReached() {
        InMemoryInput input = new InMemoryInput(List.of(batch(1, 2), batch(3)));
        try (Operator limit = new LimitOperator(input, 2)) {
            assertThat(limit.next()).isNotNull();
            assertThat(limit.next()).isNull();
        }
        assertThat(input.pending()).isEqualTo(1);
    }

    @Test
    void refusesANegativeLimit() {
        assertThatThrownBy(() -> new LimitOperator(new InMemoryInput(List.of()), -1))
                .hasMessage("A limit of -1 rows");
    }

    private static Batch batch(long... values) {
        return new Batch(values.length, List.of(new LongVector(values.length, values, null)));
    }
}
