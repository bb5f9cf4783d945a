package io.weft.plan;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.ascNullsLast;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.descNullsFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Dataset;
import io.weft.api.Ordering;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SortPlanTest {
    private static Stream<String> nodes(Plan plan) {
        return plan.nodes().stream().map(Object::toString);
    }

    @Test
    void samplesKeysThenDividesByRangesThenSortsEach() {
        assertThat(Planned.explained((job, items) -> items.where(col("gift"))
                                .orderBy(asc("name"), desc(col("price")))
                                .write(Text.at("out")))
                        .toString())
                .contains("  #2 order by name asc, price desc <- #1\n")
                .endsWith("""
                        Stages
                          stage 0: samples keys
                            scan parquet items, columns 3 of 8: [name, price, gift], pushed down: [gift]
                            filter gift
                            project [name, price]
                          stage 1: to the exchange by ranges, bounds from stage 0
                            scan parquet items, columns 8 of 8: [id, name, price, discount, count, weight, sold, gift],\
                         pushed down: [gift]
                            filter gift
                          stage 2: writes text out
                            shuffle read of stage 1
                            sort by [name asc, price desc]
                        """);
    }

    @Test
    void samplesTheUnionOfAllThatIsSorted() {
        assertThat(Planned.explained((job, items) -> items.select("id")
                                .union(items.select(col("id").plus(1).as("id")))
                                .orderBy("id")
                                .write(Text.at("out")))
                        .stages()
                        .stages())
                .extracting(stage -> stage.output().getClass().getSimpleName())
                .containsExactly("Sampled", "Sampled", "Ranged", "Ranged", "Written");
    }

    @Test
    void sortsTheFirstRowsInEachTaskAndThenInOne() {
        Plan plan = Planned.optimized((job, items) -> items.orderBy(ascNullsLast("price"), descNullsFirst("name"))
                .select("name", "id")
                .limit(10)
                .select("id")
                .show());
        assertThat(nodes(plan))
                .containsExactly(
                        "scan parquet items, columns 3 of 8: [id, name, price]",
                        "first 10 by [price asc nulls last, name desc nulls first]",
                        "exchange to one",
                        "first 10 by [price asc nulls last, name desc nulls first]",
                        "project [id]",
                        "project [id]",
                        "collect");
    }

    @Test
    void sortsAllRowsWhereAnotherReaderWantsThem() {
        Plan plan = Planned.optimized((job, items) -> {
            Dataset sorted = items.orderBy("price");
            sorted.limit(3).show();
            sorted.write(Text.at("out"));
        });
        assertThat(nodes(plan)).contains("sort by [price asc]").noneMatch(node -> node.startsWith("first "));
    }

    @Test
    void exchangesNothingThatIsInOneTask() {
        Plan plan = Planned.optimized(
                (job, items) -> items.limit(100).orderBy(desc("id")).show());
        assertThat(nodes(plan)).containsOnlyOnce("exchange to one").contains("sort by [id desc]");
        assertThat(plan.toString()).doesNotContain("by ranges");
    }

    @Test
    void computesWhatItSortsByAndDropsItAgain() {
        Plan plan = Planned.resolved((job, items) -> items.select("id", "count")
                .orderBy(asc(col("count").mod(10)), asc("id"))
                .show());
        assertThat(plan.nodes().get(4)).isInstanceOf(PlanNode.Project.class);
        assertThat(plan.nodes().get(4).schema().names()).containsExactly("id", "count");
        assertThat(plan.nodes().get(3)).hasToString("sort by [~order2 asc, id asc]");
    }

    @Test
    void sortsByAColumnOnce() {
        Plan plan = Planned.resolved((job, items) ->
                items.orderBy(desc("id"), asc("name"), asc("id")).show());
        assertThat(plan.nodes().get(1)).hasToString("sort by [id desc, name asc]");
    }

    @Test
    void filtersBeforeItSorts() {
        Plan plan = Planned.optimized((job, items) ->
                items.orderBy("id").where(col("id").greaterThan(5)).show());
        assertThat(plan.nodes().get(0).toString()).endsWith("pushed down: [(id > 5)]");
        Plan first = Planned.optimized((job, items) ->
                items.orderBy("id").limit(10).where(col("id").greaterThan(5)).show());
        assertThat(first.nodes().get(0).toString()).doesNotContain("pushed down");
    }

    @Test
    void readsOfAnExchangeWhatTheAggregationBeforeLeft() {
        assertThat(Planned.explained((job, items) -> items.groupBy("name")
                                .aggregate(count().as("n"), count("price").as("priced"))
                                .orderBy(desc("n"))
                                .show())
                        .toString())
                .contains("""
                          stage 1: samples keys
                            shuffle read of stage 0
                            final aggregate by [name] [count(n~0) as n]
                            project [n]
                          stage 2: to the exchange by ranges, bounds from stage 1
                        """);
    }

    @Test
    void namesTheColumnThatIsNotThere() {
        assertThatThrownBy(() -> Planned.resolved(
                        (job, items) -> items.orderBy(desc("prize")).show()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_NOT_FOUND))
                .hasMessage("Cannot find column 'prize': the columns are " + Planned.ITEMS.names()
                        + " (did you mean 'price'?)");
    }

    @Test
    void refusesToOrderByWhatHasNoOrder() {
        Schema tags = Schema.of(new Field("tags", Type.parse("list<string>")));
        assertThatThrownBy(() -> new Resolver(input -> tags)
                        .resolve(Planned.written(
                                (job, items) -> items.orderBy("tags").show())))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessage(
                        "Cannot order by tags: it is a list<string>, and those have no order (order by a part of it)");
    }

    @Test
    void refusesToOrderByNothing() {
        assertThatThrownBy(() -> Planned.resolved(
                        (job, items) -> items.orderBy(new Ordering[0]).show()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot order rows by nothing: name a column");
    }
}
