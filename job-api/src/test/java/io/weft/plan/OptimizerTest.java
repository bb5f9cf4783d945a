package io.weft.plan;

import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.Text;
import io.weft.type.Type;
import org.junit.jupiter.api.Test;

final class OptimizerTest {
    @Test
    void keepsTheSortOfACast() {
        Plan plan = Planned.optimized((job, items) -> items.select(col("name").as("text"), col("id"))
                .select(col("text").tryCast(Type.INT).plus(1).as("number"))
                .where(col("number").isNotNull())
                .show());
        assertThat(plan.toString()).contains("try_cast(text as int)").doesNotContainPattern("[^_]cast\\(");
    }

    @Test
    void readsOnlyTheColumnsThatAreUsed() {
        Plan plan = Planned.optimized((job, items) -> items.select("name", "price", "weight")
                .where(col("price").greaterThan(3))
                .select("name")
                .show());
        assertThat(plan.nodes().get(0))
                .hasToString("scan parquet items, columns 2 of 8: [name, price], pushed down: [(price > 3)]");
    }

    @Test
    void readsNoColumnToCountRows() {
        Plan plan = Planned.optimized((job, items) -> items.aggregate(count()).show());
        assertThat(plan.nodes().get(0).schema().size()).isZero();
    }

    @Test
    void dropsAggregatesThatNobodyReads() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name")
                .aggregate(sum("price").as("total"), avg("weight").as("mean"))
                .select("mean")
                .show());
        assertThat(plan.nodes().get(0).schema().names()).containsExactly("name", "weight");
        assertThat(plan.toString()).doesNotContain("total");
    }

    @Test
    void pushesFiltersThroughProjectionsAndGroupKeysAndMergesThem() {
        Plan plan = Planned.optimized(
                (job, items) -> items.select(col("name"), col("count").plus(1).as("more"))
                        .where(col("more").lessThan(5))
                        .groupBy("name")
                        .aggregate(sum("more").as("total"))
                        .where(col("name").equalTo("x"))
                        .where(col("total").greaterThan(2))
                        .show());
        assertThat(plan.nodes().get(0))
                .hasToString("scan parquet items, columns 2 of 8: [name, count],"
                        + " pushed down: [((count + 1) < 5), (name = 'x')]");
        assertThat(plan.nodes().stream()
                        .filter(PlanNode.Filter.class::isInstance)
                        .map(Object::toString))
                .containsExactly("filter (((count + 1) < 5) and (name = 'x'))", "filter (total > 2)");
    }

    @Test
    void readsForEachReaderWhatItWantsWhereNoExchangeLiesBetween() {
        Plan plan = Planned.optimized((job, items) -> {
            items.where(col("count").greaterThan(3)).select("id").show();
            items.write(Text.at("all"));
        });
        assertThat(plan.nodes().stream().filter(PlanNode.Scan.class::isInstance).map(Object::toString))
                .containsExactly(
                        "scan parquet items, columns 2 of 8: [id, count], pushed down: [(count > 3)]",
                        "scan parquet items, columns 8 of 8: " + Planned.ITEMS.names());
        assertThat(plan.roots()).hasSize(2);
    }

    @Test
    void keepsWhatSeveralReadersShareBehindAnExchangeWhole() {
        Plan plan = Planned.optimized((job, items) -> {
            Dataset totals = items.groupBy("name")
                    .aggregate(count().as("n"), sum("price").as("total"));
            totals.rename("name", "who")
                    .where(col("who").equalTo("x"))
                    .select("n")
                    .show();
            totals.select("name", "total").write(Text.at("all"));
        });
        assertThat(plan.nodes().stream().map(Object::toString))
                .containsOnlyOnce("exchange by hash of [name]")
                .containsOnlyOnce("final aggregate by [name] [count(n~0) as n, sum(total~0) as total]");
        assertThat(plan.nodes().get(0)).hasToString("scan parquet items, columns 2 of 8: [name, price]");
    }

    @Test
    void pushesThePartsOfAFilterBelowGroupsThatAskAboutKeysAlone() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name", "count")
                .aggregate(sum("price").as("total"))
                .where(col("count")
                        .greaterThan(1)
                        .and(col("total").greaterThan(2))
                        .and(col("name").equalTo("x"))
                        .and(lit(10).divide(col("count")).greaterThan(lit(1.0))))
                .show());
        assertThat(plan.nodes().stream()
                        .filter(PlanNode.Filter.class::isInstance)
                        .map(Object::toString))
                .containsExactly(
                        "filter ((count > 1) and (name = 'x'))",
                        "filter ((total > 2) and ((10.0 / cast(count as double)) > 1.0))");
    }

    @Test
    void foldsConstants() {
        Plan plan = Planned.optimized((job, items) -> items.where(
                        col("price").lessThan(lit(2).multiply(lit(3)).plus(1)))
                .where(lit(1).lessThan(2))
                .where(col("sold").lessThanOrEqual(date("1998-09-02")))
                .show());
        assertThat(plan.nodes().get(1)).hasToString("filter ((price < 7) and (sold <= date '1998-09-02'))");
    }

    @Test
    void aggregatesInPartBeforeAnExchangeByTheKeys() {
        Plan plan = Planned.optimized((job, items) ->
                items.groupBy("name").aggregate(avg("price").as("mean")).show());
        assertThat(plan.nodes().stream().map(Object::toString))
                .containsExactly(
                        "scan parquet items, columns 2 of 8: [name, price]",
                        "partial aggregate by [name] [avg(price) as mean]",
                        "exchange by hash of [name]",
                        "final aggregate by [name] [avg(mean~0, mean~1) as mean]",
                        "collect");
        assertThat(plan.nodes().get(1).schema().types()).containsExactly(Type.STRING, Type.decimal(25, 2), Type.BIGINT);
    }

    @Test
    void exchangesToOneOnlyOnce() {
        Plan plan = Planned.optimized(
                (job, items) -> items.limit(10).aggregate(count()).limit(3).show());
        assertThat(plan.nodes().stream().map(Object::toString))
                .containsExactly(
                        "scan parquet items, columns 0 of 8: []",
                        "limit 10",
                        "exchange to one",
                        "limit 10",
                        "aggregate [count(*) as count(*)]",
                        "limit 3",
                        "collect");
    }
}
