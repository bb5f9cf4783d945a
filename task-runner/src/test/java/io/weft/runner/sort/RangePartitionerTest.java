package io.weft.runner.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RangePartitionerTest {
    private static List<SortColumn> by(SortOrder order) {
        return List.of(new SortColumn(0, order));
    }

    private static Batch batch(@Nullable Integer... values) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Arrays.stream(values).forEach(value -> rows.add(TestRows.row(value)));
        return TestRows.batch(List.of(Type.INT), rows);
    }

    private static List<byte[]> bounds(SortOrder order, @Nullable Integer... values) {
        RowKeys keys = new KeyEncoder(by(order)).encode(batch(values));
        List<byte[]> bounds = new ArrayList<>();
        for (int row = 0; row < keys.size(); row++) {
            bounds.add(keys.copy(row, Integer.MAX_VALUE));
        }
        return bounds;
    }

    private static int[] partitions(SortOrder order, List<byte[]> bounds, Batch batch) {
        int[] assigned = new RangePartitioner(by(order), bounds).partitions(batch);
        return Arrays.copyOf(assigned, batch.selectedCount());
    }

    @Test
    void aRowBelongsAfterTheBoundsThatAreNotGreater() {
        assertThat(partitions(
                        SortOrder.ASC_NULLS_FIRST,
                        bounds(SortOrder.ASC_NULLS_FIRST, -5, 10),
                        batch(null, -6, -5, 9, 10, 11)))
                .containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void greaterRowsComeFirstWhereTheOrderIsDescending() {
        assertThat(partitions(
                        SortOrder.DESC_NULLS_LAST,
                        bounds(SortOrder.DESC_NULLS_LAST, 10, -5),
                        batch(null, -6, -5, 9, 10, 11)))
                .containsExactly(2, 2, 2, 1, 1, 0);
    }

    @Test
    void aKeyWithAZeroAfterItDividesItFromAllGreaterOnes() {
        List<byte[]> bounds = bounds(SortOrder.ASC_NULLS_FIRST, 7);
        bounds.add(Arrays.copyOf(bounds.get(0), bounds.get(0).length + 1));
        assertThat(partitions(SortOrder.ASC_NULLS_FIRST, bounds, batch(6, 7, 7, 8)))
                .containsExactly(0, 1, 1, 2);
    }

    @Test
    void asksOnlyForRowsThatCount() {
        Batch some = batch(1, 20, 3).select(new int[] {1, 2}, 2);
        assertThat(partitions(SortOrder.ASC_NULLS_FIRST, bounds(SortOrder.ASC_NULLS_FIRST, 10), some))
                .containsExactly(1, 0);
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void samplesEachRowAsOftenAsAnyOther(SortOrder order) {
        Random random = new Random(1);
        KeySampler sampler = new KeySampler(by(order), 512, 128, 3);
        KeySampler again = new KeySampler(by(order), 512, 128, 3);
        for (int part = 0; part < 100; part++) {
            Integer[] values = new Integer[500];
            for (int row = 0; row < values.length; row++) {
                // The first rows are other ones than the last, and one value is in a quarter of all rows.
                values[row] = random.nextInt(4) == 0 ? -1 : part;
            }
            sampler.add(batch(values));
            again.add(batch(values));
        }
        assertThat(sampler.rows()).isEqualTo(50_000);
        assertThat(sampler.keys()).hasSize(512).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(sampler.keys()).usingElementComparator(Arrays::compare).isEqualTo(again.keys());
        Map<Integer, Integer> counts = new HashMap<>();
        sampler.keys().forEach(key -> counts.merge(Arrays.hashCode(key), 1, Integer::sum));
        int often = counts.getOrDefault(Arrays.hashCode(bounds(order, -1).get(0)), 0);
        assertThat(often).isBetween(90, 170);
        int early = 0;
        for (int part = 0; part < 50; part++) {
            early += counts.getOrDefault(Arrays.hashCode(bounds(order, part).get(0)), 0);
        }
        assertThat(early).isBetween(140, 250);
    }

    @Test
    void keepsTheBeginningOfLongKeys() {
        KeySampler sampler = new KeySampler(by(SortOrder.ASC_NULLS_FIRST), 10, 16, 0);
        sampler.add(TestRows.batch(List.of(Type.STRING), List.of(TestRows.row("x".repeat(100)), TestRows.row("a"))));
        assertThat(sampler.keys()).extracting(key -> key.length).containsExactly(3, 16);
    }
}
