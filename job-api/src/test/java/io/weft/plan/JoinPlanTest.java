package io.weft.plan;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.nullOf;
import static io.weft.api.Columns.sum;
import static io.weft.api.Columns.using;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JoinType;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.type.Type;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class JoinPlanTest {
    private static final double NOTHING_SMALL = 0;
    private static final double MEGABYTE = 1 << 20;

    private static final Tables SALES = new Tables()
            .with("orders", 1_500_000, "o_key", "o_customer:150000", "o_total:1000000")
            .with("items", 6_000_000, "i_order:1500000", "i_part:200000", "i_count:50")
            .with("customers", 150_000, "c_key", "c_nation:25", "c_segment:5")
            .with("parts", 200_000, "p_key", "p_size:50")
            .with("nations", 25, "n_key", "n_region:5")
            .with("regions", 5, "r_key", "r_name:5");

    private static String lines(Plan plan) {
        return plan.toString();
    }

    private static Plan planned(Function<Function<String, Dataset>, Dataset> job, double broadcastBytes) {
        return SALES.planned(job, broadcastBytes);
    }

    @Test
    void dividesBothSidesByTheirKeysAndKeepsTheSmallerOne() {
        Plan plan = planned(
                read -> read.apply("orders")
                        .join(read.apply("items"), col("o_key").equalTo(col("i_order"))),
                NOTHING_SMALL);
        assertThat(lines(plan))
                .contains("exchange by hash of [o_key]", "exchange by hash of [i_order]")
                .contains("inner join by [i_order = o_key] <- #3, #2")
                .contains("project [o_key, o_customer, o_total, i_order, i_part, i_count] <- #4");
    }

    @Test
    void sendsASmallSideToAllTasksOfTheOther() {
        Function<Function<String, Dataset>, Dataset> job = read ->
                read.apply("orders").join(read.apply("nations"), col("o_total").equalTo(col("n_key")));
        assertThat(lines(planned(job, MEGABYTE)))
                .contains("exchange to all", "inner join, right side broadcast by [o_total = n_key]")
                .doesNotContain("exchange by hash");
        List<Stage> stages = SALES.stages(job, MEGABYTE).stages();
        assertThat(stages).hasSize(2);
        assertThat(stages.get(1).scan()).isPresent();
        assertThat(stages.get(1).producers()).containsExactly(stages.get(0).id());
    }

    @Test
    void sendsNoSideToAllTasksWhoseRowsAreKeptWithoutAMatch() {
        String condition = "c_nation = n_key";
        assertThat(lines(planned(
                        read -> read.apply("customers")
                                .join(read.apply("nations"), col("c_nation").equalTo(col("n_key")), JoinType.RIGHT),
                        MEGABYTE)))
                .contains("right join by [" + condition + "]")
                .doesNotContain("exchange to all");
        assertThat(lines(planned(
                        read -> read.apply("customers")
                                .join(read.apply("nations"), col("c_nation").equalTo(col("n_key")), JoinType.FULL),
                        MEGABYTE)))
                .contains("full join by [" + condition + "]")
                .doesNotContain("exchange to all");
    }

    @Test
    void aSmallLeftSideOfARightJoinComesToAllTasks() {
        Plan plan = planned(
                read -> read.apply("nations")
                        .join(read.apply("customers"), col("c_nation").equalTo(col("n_key")), JoinType.RIGHT),
                MEGABYTE);
        assertThat(lines(plan)).contains("left join, right side broadcast by [c_nation = n_key]");
    }

    @Test
    void buildsTheSmallerSideOfASemiJoin() {
        Plan plan = planned(
                read -> read.apply("customers")
                        .join(read.apply("orders"), col("c_key").equalTo(col("o_customer")), JoinType.SEMI),
                NOTHING_SMALL);
        assertThat(lines(plan)).contains("right semi join by [o_customer = c_key]");
    }

    @Test
    void tablesInTheOrderOfSqlAreJoinedByTheirKeys() {
        Plan plan = planned(
                read -> read.apply("regions")
                        .crossJoin(read.apply("items"))
                        .crossJoin(read.apply("customers"))
                        .crossJoin(read.apply("orders"))
                        .crossJoin(read.apply("nations"))
                        .where(col("i_order")
                                .equalTo(col("o_key"))
                                .and(col("o_customer").equalTo(col("c_key")))
                                .and(col("c_nation").equalTo(col("n_key")))
                                .and(col("n_region").equalTo(col("r_key")))
                                .and(col("r_name").equalTo(3)))
                        .groupBy("n_key")
                        .aggregate(sum("i_count").as("sum")),
                MEGABYTE);
        List<Join> joins = plan.nodes().stream()
                .filter(Join.class::isInstance)
                .map(Join.class::cast)
                .toList();
        assertThat(joins).hasSize(4).allMatch(join -> join.matching().leftKeys().size() == 1);
        assertThat(lines(plan)).contains("columns 2 of 3: [i_order, i_count]");
        assertThat(joins.get(0).schema().names()).as("begins with the least").contains("n_region", "r_key");
    }

    @Test
    void whatIsNotConnectedIsJoinedLast() {
        Plan plan = planned(
                read -> read.apply("parts")
                        .crossJoin(read.apply("regions"))
                        .crossJoin(read.apply("nations"))
                        .where(col("n_region").equalTo(col("r_key"))),
                MEGABYTE);
        assertThat(lines(plan))
                .containsPattern(
                        "inner join, right side broadcast by .*\\n(.*\\n)*.*inner join, right side broadcast <-");
    }

    @Test
    void factorsOutWhatAlternativesHaveInCommon() {
        Plan plan = planned(
                read -> read.apply("items")
                        .crossJoin(read.apply("parts"))
                        .where(col("p_key")
                                .equalTo(col("i_part"))
                                .and(col("p_size").between(1, 5))
                                .and(col("i_count").lessThan(11))
                                .or(col("p_key")
                                        .equalTo(col("i_part"))
                                        .and(col("p_size").between(1, 10))
                                        .and(col("i_count").lessThan(21)))),
                MEGABYTE);
        assertThat(lines(plan))
                .contains(
                        "by [i_part = p_key] where (((p_size <= 5) and (i_count < 11)) or ((p_size <= 10) and (i_count < 21)))")
                .contains("pushed down: [((i_count < 11) or (i_count < 21))]")
                .contains("pushed down: [(p_size >= 1), ((p_size <= 5) or (p_size <= 10))]");
    }

    @Test
    void asksOfEqualColumnsWhatIsAskedOfOne() {
        Plan plan = planned(
                read -> read.apply("orders")
                        .join(read.apply("items"), col("o_key").equalTo(col("i_order")))
                        .where(col("o_key").lessThan(1000)),
                MEGABYTE);
        assertThat(lines(plan)).contains("pushed down: [(o_key < 1000)]", "pushed down: [(i_order < 1000)]");
    }

    @Test
    void filtersStayAboveTheSideThatMayBeMissing() {
        Function<Function<String, Dataset>, Dataset> job = read -> read.apply("customers")
                .join(
                        read.apply("orders"),
                        col("c_key")
                                .equalTo(col("o_customer"))
                                .and(col("o_total").greaterThan(7))
                                .and(col("c_segment").equalTo(2)),
                        JoinType.LEFT)
                .where(col("o_total").isNull().and(col("c_nation").equalTo(3)));
        assertThat(lines(planned(job, NOTHING_SMALL)))
                .contains("pushed down: [(c_nation = 3)]", "pushed down: [(o_total > 7)]")
                .contains("right join by [o_customer = c_key] where (c_segment = 2)")
                .contains("filter (o_total is null)");
    }

    @Test
    void aFilterThatNoMissingRowPassesMakesAJoinInner() {
        Plan plan = planned(
                read -> read.apply("customers")
                        .join(read.apply("orders"), col("c_key").equalTo(col("o_customer")), JoinType.FULL)
                        .where(col("o_total").greaterThan(5)),
                NOTHING_SMALL);
        assertThat(lines(plan))
                .contains("left join by")
                .doesNotContain("full join")
                .contains("pushed down: [(o_total > 5)]");
    }

    @Test
    void groupsByTheKeyOfAJoinWithoutAnotherExchange() {
        StageGraph stages = SALES.stages(
                read -> read.apply("orders")
                        .join(read.apply("items"), col("o_key").equalTo(col("i_order")))
                        .groupBy("i_order", "o_total")
                        .aggregate(count().as("n")),
                NOTHING_SMALL);
        assertThat(stages.stages()).hasSize(3);
        assertThat(stages.stages().get(2).root()).hasToString("aggregate by [i_order, o_total] [count(*) as n]");
    }

    @Test
    void joinsGroupsWhereTheyAre() {
        StageGraph stages = SALES.stages(
                read -> read.apply("items")
                        .groupBy("i_order")
                        .aggregate(sum("i_count").as("total"))
                        .join(read.apply("orders"), col("o_key").equalTo(col("i_order"))),
                NOTHING_SMALL);
        assertThat(stages.stages()).hasSize(3);
        assertThat(stages.stages().get(2).producers()).hasSize(2);
    }

    @Test
    void computesOnceWhatIsExchangedTwice() {
        StageGraph stages = SALES.stages(
                read -> {
                    Dataset perOrder = read.apply("items")
                            .where(col("i_count").lessThan(5))
                            .groupBy("i_order")
                            .aggregate(count().as("n"));
                    Dataset again = read.apply("items")
                            .where(col("i_count").lessThan(5))
                            .groupBy("i_order")
                            .aggregate(count().as("n"));
                    return perOrder.as("a").join(again.as("b"), col("a.i_order").equalTo(col("b.i_order")));
                },
                NOTHING_SMALL);
        assertThat(stages.stages().stream().filter(stage -> stage.scan().isPresent()))
                .hasSize(1);
    }

    @Test
    void aUnionIsWholeBeforeItIsTheSideOfAJoin() {
        StageGraph stages = SALES.stages(
                read -> read.apply("customers")
                        .select("c_key")
                        .join(
                                read.apply("orders")
                                        .select(col("o_customer").as("k"))
                                        .union(read.apply("items")
                                                .select(col("i_order").as("k"))),
                                col("c_key").equalTo(col("k")),
                                JoinType.ANTI),
                NOTHING_SMALL);
        Stage last = stages.stages().get(stages.stages().size() - 1);
        assertThat(last.producers()).hasSize(3);
    }

    @Test
    void usingGivesEachKeyOnce() {
        Plan plan = planned(
                read -> read.apply("orders")
                        .rename("o_key", "key")
                        .join(read.apply("items").rename("i_order", "key"), using("key"), JoinType.FULL),
                NOTHING_SMALL);
        PlanNode collect = plan.nodes().get(plan.nodes().size() - 1);
        assertThat(collect.schema().names()).containsExactly("key", "o_customer", "o_total", "i_part", "i_count");
        assertThat(lines(plan)).contains("coalesce(key, ~key) as key");
    }

    @Test
    void aNullAwareJoinSeesAllValuesInEveryTask() {
        Plan plan = planned(
                read -> read.apply("orders")
                        .whereNotIn(col("o_customer"), read.apply("customers").select("c_key")),
                NOTHING_SMALL);
        assertThat(lines(plan))
                .contains("null-aware anti join, right side broadcast by [o_customer = c_key]")
                .contains("exchange to all");
    }

    @Test
    void whatMayFailSeesOnlyRowsThatMatch() {
        Plan plan = planned(
                read -> read.apply("orders")
                        .join(read.apply("items"), col("o_key").equalTo(col("i_order")))
                        .where(col("o_total").divide(col("o_customer")).greaterThan(2)),
                NOTHING_SMALL);
        assertThat(lines(plan))
                .contains("by [i_order = o_key] where ((cast(o_total as double) / cast(o_customer as double)) > 2.0)");
    }

    @Test
    void aSemiJoinThatKeepsFewRowsComesBeforeTheJoins() {
        Plan plan = planned(
                read -> read.apply("customers")
                        .crossJoin(read.apply("orders"))
                        .where(col("c_key").equalTo(col("o_customer")))
                        .whereIn(
                                col("o_key"),
                                read.apply("items")
                                        .where(col("i_order").lessThan(100))
                                        .select("i_order")),
                NOTHING_SMALL);
        List<JoinKind> kinds = plan.nodes().stream()
                .filter(Join.class::isInstance)
                .map(join -> ((Join) join).kind())
                .toList();
        assertThat(kinds).as(plan.toString()).hasSize(2).endsWith(JoinKind.INNER);
    }

    @Test
    void eachReaderOfAJoinHasItsOwnAndTheyShareWhatIsEqual() {
        Plan plan = planned(
                read -> {
                    Dataset joined = read.apply("customers")
                            .crossJoin(read.apply("nations"))
                            .where(col("c_nation").equalTo(col("n_key")));
                    Dataset all = joined.aggregate(count().as("all"));
                    return joined.groupBy("n_region").aggregate(count().as("n")).crossJoin(all);
                },
                MEGABYTE);
        long copied = plan.nodes().stream()
                .filter(node -> node instanceof PlanNode.Exchange exchange
                        && exchange.partitioning() instanceof Partitioning.ToAll)
                .count();
        assertThat(lines(plan)).doesNotContain("inner join, right side broadcast <- #0");
        assertThat(copied).as(plan.toString()).isEqualTo(3);
    }

    @Test
    void aNullIsLookedUpToo() {
        Plan plan = planned(
                read -> read.apply("orders")
                        .whereNotIn(nullOf(Type.BIGINT), read.apply("customers").select("c_key")),
                NOTHING_SMALL);
        assertThat(lines(plan)).contains("null-aware anti join, right side broadcast by [~left3 = c_key]");
    }
}
