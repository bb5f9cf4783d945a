package io.weft.plan;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.WeftException;
import org.junit.jupiter.api.Test;

/** Datasets as sets, and samples of them. */
final class SetStepsTest {
    @Test
    void distinctGroupsByAllColumns() {
        Plan plan = Planned.optimized((job, items) -> items.select("id", "name")
                .distinct()
                .where(col("id").greaterThan(3))
                .show());
        assertThat(plan.nodes().get(0))
                .hasToString("scan parquet items, columns 2 of 8: [id, name], pushed down: [(id > 3)]");
        assertThat(plan.toString())
                .contains("partial aggregate by [id, name] []")
                .contains("exchange by hash of [id, name]");
    }

    @Test
    void intersectAndExceptMarkBothSidesAndKeepTheGroupsWhoseMarksFit() {
        Plan plan = Planned.optimized((job, items) -> items.select("id", "name")
                .except(items.where(col("gift")).select("id", "name"))
                .where(col("name").equalTo("x"))
                .show());
        assertThat(plan.toString())
                .contains("columns 2 of 8: [id, name], pushed down: [(name = 'x')]")
                .contains("columns 3 of 8: [id, name, gift], pushed down: [gift, (name = 'x')]")
                .contains("project [id, name, 1 as ~left, 0 as ~right]")
                .contains("project [id, name, 0 as ~left, 1 as ~right]")
                .contains("filter ((~left = 1) and (~right = 0))");
        assertThat(Planned.optimized((job, items) ->
                                items.select("id").intersect(items.select("id")).show())
                        .toString())
                .contains("filter ((~left = 1) and (~right = 1))");
    }

    @Test
    void theAllVariantsRepeatGroupsByTheirCounts() {
        Plan plan = Planned.optimized((job, items) -> items.select("id", "name")
                .exceptAll(items.select("id", "name"))
                .where(col("id").equalTo(3L))
                .select("name")
                .show());
        assertThat(plan.toString())
                .contains("columns 2 of 8: [id, name], pushed down: [(id = 3)]")
                .contains("repeat each row (~left - ~right) times");
        assertThat(Planned.optimized((job, items) -> items.select("id")
                                .intersectAll(items.select("id"))
                                .show())
                        .toString())
                .contains("repeat each row the least of [~left, ~right] times");
    }

    @Test
    void setsHaveTheSameColumns() {
        assertThatThrownBy(() -> Planned.resolved((job, items) ->
                        items.select("id", "name").intersect(items.select("id")).show()))
                .isInstanceOf(WeftException.class)
                .hasMessage("Cannot compute 'intersect': one side has 2 column(s) [id, name], the other 1 [id]"
                        + " (select the same columns on both)");
    }

    @Test
    void aSampleGoesByPositionWhereRowsComeFromSplitsInOrder() {
        Plan plan = Planned.optimized((job, items) -> items.where(col("id").greaterThan(3))
                .sample(0.1, 5)
                .where(col("count").lessThan(2))
                .select("name")
                .show());
        assertThat(plan.nodes().get(0))
                .hasToString("scan parquet items, columns 3 of 8: [id, name, count], pushed down: [(id > 3)]");
        assertThat(plan.nodes().get(2)).hasToString("sample 0.1 by position in the split, seed 5");
    }

    @Test
    void aSampleGoesByContentBehindAnExchangeAndSeesAllColumns() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("id")
                .aggregate(count().as("n"))
                .sample(0.1, 5)
                .select("id")
                .show());
        assertThat(plan.toString())
                .contains("sample 0.1 by content, seed 5")
                .contains("final aggregate by [id] [count(n~0) as n]");
    }

    @Test
    void aSampleIsAFractionAndALimitIsNotPassedByFilters() {
        assertThatThrownBy(() ->
                        Planned.written((job, items) -> items.sample(1.5, 1).show()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A sample is a fraction from 0 to 1 of the rows, not 1.5");
        Plan plan = Planned.optimized((job, items) ->
                items.select("id").limit(5).where(col("id").greaterThan(3)).show());
        assertThat(plan.nodes().get(0)).hasToString("scan parquet items, columns 1 of 8: [id]");
    }
}
