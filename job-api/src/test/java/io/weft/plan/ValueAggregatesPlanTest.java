package io.weft.plan;

import static io.weft.api.Aggregates.collectList;
import static io.weft.api.Aggregates.collectSet;
import static io.weft.api.Aggregates.countDistinct;
import static io.weft.api.Aggregates.median;
import static io.weft.api.Aggregates.percentileDisc;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValueAggregatesPlanTest {
    @Test
    void countsTheRowsOfEachValueForPercentiles() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name")
                .aggregate(median("count").as("median"), count().as("n"))
                .show());
        assertThat(plan.nodes().get(1))
                .hasToString("partial aggregate by [name, cast(count as double) as ~value1]"
                        + " [count(*) as n, count(*) as ~rows]");
        assertThat(plan.nodes().get(4))
                .hasToString("partial aggregate by [name] [percentile_cont(~value1, ~rows~0, 0.5) as median,"
                        + " count(n~0) as n]");
        assertThat(plan.nodes().get(6).schema().types()).containsExactly(Type.STRING, Type.DOUBLE, Type.BIGINT);
    }

    @Test
    void makesASetAListOfDistinctValues() {
        Plan plan = Planned.optimized((job, items) ->
                items.groupBy("name").aggregate(collectSet("id").as("ids")).show());
        assertThat(plan.nodes().get(1)).hasToString("partial aggregate by [name, id as ~value1] []");
        assertThat(plan.nodes().get(4)).hasToString("partial aggregate by [name] [collect_list(~value1) as ids]");
        assertThat(plan.nodes().get(6).schema().types()).containsExactly(Type.STRING, Type.list(Type.BIGINT));
        assertThat(collectSet("id")).hasToString("collect_set(id)");
    }

    @Test
    void keepsListsOutOfTheGroupsOfDistinctValues() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name")
                .aggregate(countDistinct("id").as("ids"), collectList("sold").as("days"))
                .show());
        assertThat(plan.nodes().get(1))
                .hasToString("expand to [name, ~set, ~value2, ~input3]: [name, 0, null, sold] and [name, 1, id, null]");
    }

    @Test
    void takesDistinctValuesOnceForAPercentile() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name")
                .aggregate(percentileDisc("sold", 0.9)
                        .distinct()
                        .filter(col("gift"))
                        .as("day"))
                .show());
        assertThat(plan.nodes().get(5))
                .hasToString(
                        "partial aggregate by [name]" + " [percentile_disc(~value2, 1, 0.9) where (~set = 1) as day]");
    }

    @Test
    void refusesValuesThatCannotBeToldApartOrAreNested() {
        Schema schema = Schema.of(
                new Field("counts", Type.map(Type.STRING, Type.INT)), new Field("tags", Type.list(Type.STRING)));
        assertThatThrownBy(() -> resolve(schema, "counts"))
                .hasMessage("Cannot compute count(distinct counts): counts is a map<string,int>,"
                        + " and maps are not equal or unequal (count what is in them)");
        assertThatThrownBy(() -> new Resolver(input -> schema)
                        .resolve(JobContext.define(
                                        job -> job.read(Parquet.at("x"))
                                                .aggregate(collectList("tags"))
                                                .show(),
                                        Map.of(),
                                        row -> {})
                                .written()))
                .hasMessage("Cannot compute collect_list of a list<string>: it needs a value that is no list, map or"
                        + " struct (take an element or a field)");
    }

    private static Plan resolve(Schema schema, String column) {
        return new Resolver(input -> schema)
                .resolve(JobContext.define(
                                job -> job.read(Parquet.at("x"))
                                        .aggregate(countDistinct(column))
                                        .show(),
                                Map.of(),
                                row -> {})
                        .written());
    }
}
