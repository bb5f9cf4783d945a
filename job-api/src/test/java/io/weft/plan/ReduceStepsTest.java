package io.weft.plan;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.descNullsFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.WeftException;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import org.junit.jupiter.api.Test;

final class ReduceStepsTest {
    private static final Schema OUTPUT = Schema.of(new Field("n", Type.INT));

    @Test
    void exchangesByTheKeysAndSortsWithinThem() {
        Plan plan = Planned.optimized((job, items) -> items.select("id", "name", "count")
                .groupBy(col("name"), col("count").mod(7).as("day"))
                .sortedBy(descNullsFirst("id"), asc(col("count").negate()))
                .reduceGroups(OUTPUT, (key, rows, out) -> out.emit(1))
                .where(col("n").greaterThan(3))
                .show());
        assertThat(plan.toString())
                .contains("scan parquet items, columns 3 of 8: [id, name, count]")
                .contains("project [name as ~key0, (count % 7) as ~key1, id, name, count, (-count) as ~order5]")
                .contains("exchange by hash of [~key0, ~key1]")
                .contains(
                        "reduce groups of [name, day] sorted by id desc nulls first, a computation asc by function 0 to [n int]");
    }

    @Test
    void withoutKeysBringsAllRowsToOneTask() {
        Plan plan = Planned.optimized((job, items) -> items.select("id")
                .groupBy(new String[0])
                .reduceGroups(OUTPUT, (key, rows, out) -> out.emit(1))
                .show());
        assertThat(plan.toString()).contains("exchange to one").contains("reduce groups of [] by function 0");
    }

    @Test
    void saysWhatCannotBe() {
        assertThatThrownBy(() -> Planned.resolved((job, items) -> items.groupBy("nam")
                        .reduceGroups(OUTPUT, (key, rows, out) -> out.emit(1))
                        .show()))
                .isInstanceOf(WeftException.class)
                .hasMessageStartingWith("Cannot find column 'nam'")
                .hasMessageEndingWith("(did you mean 'name'?)");
        assertThatThrownBy(() -> Planned.resolved((job, items) -> items.groupBy("name", "name")
                        .reduceGroups(OUTPUT, (key, rows, out) -> out.emit(1))
                        .show()))
                .hasMessageContaining("Cannot name two columns 'name' in 'group by name, name reduce to [n int]'");
    }
}
