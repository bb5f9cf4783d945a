package io.weft.runner.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.InMemoryInput;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilterTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.BIGINT, Type.STRING);
    private static final int MOST = 4096;

    @TempDir
    Path directory;

    /** The filters of a join's build side, which has these rows, read by way of the disk where there is little memory. */
    private KeyFilter filter(Operator build, long memoryBytes) {
        List<KeyFilter> received = new ArrayList<>();
        JoinSpec spec = new JoinSpec(JoinForm.INNER, TYPES, TYPES, List.of(0), List.of(0), null);
        InMemoryInput probe = new InMemoryInput(List.of());
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(memoryBytes, 1).open("test");
                Operator join = new HashJoinOperator(probe, build, spec, memory, spill, received::addAll)) {
            assertThat(join.next()).isNull();
        }
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private static int selected(KeyFilter filter, long from, long step) {
        long[] values = new long[MOST];
        for (int row = 0; row < MOST; row++) {
            values[row] = from + row * step;
        }
        Batch batch = new Batch(MOST, List.of(new LongVector(MOST, values, null)));
        return filter.tester().select(batch.column(0), batch.positions(), MOST, new int[MOST]);
    }

    @ParameterizedTest
    @ValueSource(longs = {64 << 20, 1 << 20})
    void letsEveryBuildKeyPassAndFewOthers(long memoryBytes) {
        KeyFilter filter = filter(new RowsMade(20_000, row -> row % 7 == 0 ? RowsMade.NULL : 10 * row), memoryBytes);

        assertThat(filter.range()).isEqualTo(new KeyRange(10, 199_980));
        assertThat(selected(filter, 10, 70)).isEqualTo(2857);
        assertThat(selected(filter, 5, 10)).isLessThan(MOST / 50);
        assertThat(selected(filter, -10L * MOST, 10)).isZero();
    }

    @Test
    void isSmallForFewKeys() {
        KeyFilter filter = filter(new RowsMade(100, row -> row * 1000), 64 << 20);

        assertThat(filter.bytes()).isBetween(100L, 2000L);
        assertThat(filter.isEmpty()).isFalse();
        assertThat(selected(filter, 0, 25)).isBetween(100, 200);
    }

    @Test
    void keepsTheRangeAloneWhereThereAreTooManyKeysForItsSize() {
        KeyFilter.Builder builder = new KeyFilter.Builder(1024);
        for (int from = 0; from < 100_000; from += MOST) {
            Batch batch = numbers(from);
            builder.add(batch.column(0), batch.positions(), MOST);
        }
        KeyFilter filter = builder.build();

        assertThat(filter.bytes()).isZero();
        assertThat(selected(filter, 50_000, 1)).isEqualTo(MOST);
        assertThat(selected(filter, 200_000, 1)).isZero();
    }

    private static Batch numbers(int from) {
        long[] values = new long[MOST];
        for (int row = 0; row < MOST; row++) {
            values[row] = (long) from + row;
        }
        return new Batch(MOST, List.of(new LongVector(MOST, values, null)));
    }

    @Test
    void rulesEverythingOutWhereThereAreNoRows() {
        KeyFilter filter = filter(new InMemoryInput(List.of()), 64 << 20);

        assertThat(filter.isEmpty()).isTrue();
        assertThat(filter.range()).isNull();
        assertThat(selected(filter, 0, 1)).isZero();
    }
}
