package io.weft.plan;

import static io.weft.api.Columns.count;
import static io.weft.api.Columns.grouping;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Dataset;
import io.weft.error.WeftException;
import io.weft.type.Type;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class GroupingSetsTest {
    private static void refuses(UnaryOperator<Dataset> steps, String message) {
        assertThatThrownBy(() ->
                        Planned.resolved((job, items) -> steps.apply(items).show()))
                .isInstanceOf(WeftException.class)
                .hasMessage(message);
    }

    @Test
    void makesEachRowOneForEachSetAndGroupsByKeysAndSet() {
        Plan plan = Planned.optimized((job, items) -> items.rollup("name", "count")
                .aggregate(sum("price").as("total"), grouping("count").as("all counts"))
                .show());
        assertThat(plan.nodes().get(0)).hasToString("scan parquet items, columns 3 of 8: [name, price, count]");
        assertThat(plan.toString())
                .contains("[name, count, 0, 0, 0, ")
                .contains("[name, null, 0, 1, 1, ")
                .contains("[null, null, 1, 1, 2, ");
        PlanNode last = plan.nodes().get(plan.nodes().size() - 2);
        assertThat(last.schema().names()).containsExactly("name", "count", "total", "all counts");
        assertThat(last.schema().types()).containsExactly(Type.STRING, Type.INT, Type.decimal(25, 2), Type.INT);
    }

    @Test
    void writesTheSetsOfRollupCubeAndThoseGiven() {
        assertThat(Planned.written((job, items) -> {
                            items.rollup("name", "count").aggregate(count()).show();
                            items.cube("name", "count").aggregate(count()).show();
                            items.groupingSets(List.of(List.of("name"), List.of("count", "gift"), List.of()))
                                    .aggregate(count())
                                    .show();
                        })
                        .toString())
                .contains("group by sets (name, count), (name), () aggregate count(*)")
                .contains("group by sets (name, count), (name), (count), () aggregate count(*)")
                .contains("group by sets (name), (count, gift), () aggregate count(*)");
    }

    @Test
    void saysWhatCannotBe() {
        refuses(
                items -> items.rollup("name").aggregate(grouping("nam")),
                "Cannot compute grouping(nam): the keys are [name] (did you mean 'name'?)");
        refuses(
                items -> items.select(grouping("name")),
                "Cannot use grouping(name) here: it stands beside the aggregates of rollup, cube or groupingSets only (move it"
                        + " there)");
        refuses(
                items -> items.groupBy("name")
                        .aggregate(count(), grouping("name").as("all")),
                "Cannot use grouping(name) beside the aggregates of groupBy: it leaves no key out (leave grouping(name) out,"
                        + " or group with rollup, cube or groupingSets)");
        refuses(
                items -> items.rollup("name").aggregate(count().as("name")),
                "Cannot name two columns 'name' in 'group by sets (name), () aggregate count(*) as name'"
                        + " (name one of them with as(\"...\"))");
    }
}
