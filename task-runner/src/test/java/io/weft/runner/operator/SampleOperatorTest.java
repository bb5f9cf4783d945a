package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleOperatorTest {
    private static final int ROWS = 10_000;
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.STRING);

    @Test
    void keepsAboutTheFractionHoweverTheRowsComeInBatches() {
        for (double fraction : new double[] {0, 0.01, 0.3, 0.9, 1}) {
            assertThat(sample(() -> Sampler.byPosition(fraction, 7, 1)).size())
                    .isBetween((int) (fraction * ROWS) - 200, (int) (fraction * ROWS) + 200);
            assertThat(sample(() -> Sampler.byContent(fraction, 7, 2)).size())
                    .isBetween((int) (fraction * ROWS) - 200, (int) (fraction * ROWS) + 200);
        }
        assertThat(sample(() -> Sampler.byPosition(1, 7, 1))).hasSize(ROWS);
        assertThat(sample(() -> Sampler.byPosition(0, 7, 1))).isEmpty();
    }

    @Test
    void ofAnotherSeedOrSplitIsAnotherSample() {
        List<List<@Nullable Object>> one = sample(() -> Sampler.byPosition(0.5, 7, 1));
        for (List<List<@Nullable Object>> other : List.of(
                sample(() -> Sampler.byPosition(0.5, 8, 1)),
                sample(() -> Sampler.byPosition(0.5, 7, 2)),
                sample(() -> Sampler.byContent(0.5, 7, 2)))) {
            HashSet<List<@Nullable Object>> both = new HashSet<>(one);
            both.retainAll(new HashSet<>(other));
            assertThat(both.size()).isBetween(ROWS / 4 - 300, ROWS / 4 + 300);
        }
    }

    @Test
    void byContentKeepsEqualRowsAllOrNone() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = 0; row < ROWS; row++) {
            rows.add(TestRows.row(row % 10 == 0 ? null : row % 10, "x"));
        }
        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> new SampleOperator(input, Sampler.byContent(0.5, 3, 2)),
                        TYPES,
                        result -> {
                            assertThat(result.size() % (ROWS / 10)).isZero();
                            assertThat(result).isNotEmpty().hasSizeLessThan(ROWS);
                        });
    }

    /** The sample, which is the same in whatever batches the rows come. */
    private static List<List<@Nullable Object>> sample(Supplier<Sampler> sampler) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = 0; row < ROWS; row++) {
            rows.add(TestRows.row(row, "row " + row % 100));
        }
        AtomicReference<@Nullable List<List<@Nullable Object>>> first = new AtomicReference<>();
        new OperatorHarness(TYPES, rows)
                .check((input, memory, spill) -> new SampleOperator(input, sampler.get()), TYPES, result -> {
                    if (!first.compareAndSet(null, result)) {
                        assertThat(result).isEqualTo(first.get());
                    }
                });
        List<List<@Nullable Object>> result = first.get();
        return result == null ? List.of() : result;
    }
}
