package io.weft.plan;

import static io.weft.api.Aggregates.anyValue;
import static io.weft.api.Aggregates.boolAnd;
import static io.weft.api.Aggregates.corr;
import static io.weft.api.Aggregates.countDistinct;
import static io.weft.api.Aggregates.covarPop;
import static io.weft.api.Aggregates.first;
import static io.weft.api.Aggregates.last;
import static io.weft.api.Aggregates.maxBy;
import static io.weft.api.Aggregates.stddevSamp;
import static io.weft.api.Aggregates.varPop;
import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Column;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.JobDescription;
import io.weft.protocol.Payload;
import io.weft.stage.StageGraph;
import io.weft.type.Type;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class AggregatePlanningTest {
    @Test
    void givesAggregatesTheirTypes() {
        Plan plan = Planned.resolved((job, items) -> items.aggregate(
                        anyValue("sold").as("a"),
                        boolAnd("gift").as("b"),
                        first("price").as("c"),
                        last("name").ignoreNulls().as("d"),
                        maxBy("name", "price").as("e"),
                        varPop("price").as("f"),
                        stddevSamp("count").as("g"),
                        covarPop("count", "weight").as("h"),
                        corr("id", "price").as("i"),
                        countDistinct("name").as("j"),
                        sum("price").distinct().as("k"))
                .show());
        assertThat(plan.node(new NodeId(1)).schema().types())
                .containsExactly(
                        Type.DATE,
                        Type.BOOLEAN,
                        Type.decimal(15, 2),
                        Type.STRING,
                        Type.STRING,
                        Type.DOUBLE,
                        Type.DOUBLE,
                        Type.DOUBLE,
                        Type.DOUBLE,
                        Type.BIGINT,
                        Type.decimal(25, 2));
    }

    @Test
    void writesCallsAsTheirAuthorMeantThem() {
        Column column = sum("price")
                .distinct()
                .filter(col("gift"))
                .as("x")
                .filter(col("count").greaterThan(1));
        assertThat(column).hasToString("sum(distinct price) where (gift and (count > 1)) as x");
        assertThat(countDistinct(col("id"), col("name"))).hasToString("count(distinct id, name)");
        assertThat(first("name").ignoreNulls()).hasToString("first_non_null(name)");
    }

    @Test
    void refusesWhatIsNotAnAggregateOrDoesNotFit() {
        refuses(
                () -> col("price").filter(col("gift")),
                ErrorCode.INVALID_PLAN,
                "Cannot call filter on price: it is not an aggregate, such as sum(...) (rows are filtered with where)");
        refuses(
                () -> sum("price").ignoreNulls(),
                ErrorCode.INVALID_PLAN,
                "Cannot call ignoreNulls on sum(price): it is neither first nor last (others leave nulls out)");
        refuses(
                () -> count().distinct(),
                ErrorCode.INVALID_PLAN,
                "Cannot call distinct on count(*): it has no argument (name columns: countDistinct(...))");
        refuses(
                () -> Planned.resolved(
                        (job, items) -> items.aggregate(boolAnd("count")).show()),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute bool_and of a int: it needs a boolean (compare the column with something)");
        refuses(
                () -> Planned.resolved(
                        (job, items) -> items.aggregate(corr("price", "name")).show()),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute corr of a string: it needs a number (use count, min or max, or cast the column)");
        refuses(
                () -> Planned.resolved((job, items) ->
                        items.aggregate(sum("price").filter(col("count"))).show()),
                ErrorCode.TYPE_MISMATCH,
                "Cannot filter by count: it is a int (a condition is a boolean)");
    }

    private static void refuses(ThrowingCallable what, ErrorCode code, String words) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        WeftException.class, error -> assertThat(error.code()).isEqualTo(code))
                .hasMessage(words);
    }

    @Test
    void groupsByTheDistinctValuesFirst() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name")
                .aggregate(
                        countDistinct("id").as("ids"),
                        avg("weight").as("mean"),
                        sum("id").distinct().as("sum"))
                .show());
        assertThat(plan).hasToString("""
            #0 scan parquet items, columns 3 of 8: [id, name, weight]
            #1 partial aggregate by [name, id as ~value1] [avg(weight) as mean] <- #0
            #2 exchange by hash of [name, ~value1] <- #1
            #3 aggregate to states by [name, ~value1] [avg(mean~0, mean~1) as mean] <- #2
            #4 partial aggregate by [name] [count(~value1) as ids, avg(mean~0, mean~1) as mean, sum(~value1) as sum] <- #3
            #5 exchange by hash of [name] <- #4
            #6 final aggregate by [name] [count(ids~0) as ids, avg(mean~0, mean~1) as mean, sum(sum~0) as sum] <- #5
            #7 collect <- #6
            """);
    }

    @Test
    void expandsRowsForSeveralSetsOfDistinctValues() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name")
                .aggregate(
                        countDistinct("id").as("ids"),
                        count().filter(col("gift")).as("gifts"),
                        countDistinct("sold")
                                .filter(col("count").greaterThan(3))
                                .as("days"))
                .show());
        assertThat(plan.nodes().get(1))
                .hasToString("expand to [name, ~set, ~value2, ~value3, ~input4]:"
                        + " [name, 0, null, null, gift] and [name, 1, id, null, null]"
                        + " and [name, 2, null, sold, null] where (count > 3)");
        assertThat(plan.nodes().get(2))
                .hasToString("partial aggregate by [name, ~set, ~value2, ~value3]"
                        + " [count(*) where ((~set = 0) and gift) as gifts]");
        assertThat(plan.nodes().get(5))
                .hasToString("partial aggregate by [name] [count(~value2) where (~set = 1) as ids,"
                        + " count(gifts~0) as gifts, count(~value3) where (~set = 2) as days]");
    }

    @Test
    void leavesDistinctOutWhereItChangesNothing() {
        Plan plan = Planned.optimized(
                (job, items) -> items.aggregate(max("id").distinct().as("m")).show());
        assertThat(plan.toString()).contains("partial aggregate [max(id) as m]").doesNotContain("~value");
    }

    @Test
    void keepsABranchForGroupsWhoseRowsAllFailTheFilters() {
        Plan plan = Planned.optimized((job, items) -> items.groupBy("name")
                .aggregate(countDistinct("id").filter(col("gift")).as("ids"))
                .show());
        assertThat(plan.nodes().get(1))
                .hasToString("expand to [name, ~set, ~value2]: [name, 0, null] and [name, 1, id] where gift");
    }

    @Test
    void travels() {
        StageGraph stages = Planned.explained((job, items) -> items.groupBy("name")
                        .aggregate(
                                countDistinct("id").as("ids"),
                                sum("price").filter(col("gift")).as("sum"),
                                countDistinct(col("sold"), col("count")).as("days"))
                        .show())
                .stages();
        JobDescription job = new JobDescription("test", stages, new Payload(new byte[0]), new TreeMap<>());
        assertThat(JobDescription.fromBytes(job.toBytes()).stages()).isEqualTo(stages);
    }
}
