package io.weft.plan;

import static io.weft.api.Aggregates.collectList;
import static io.weft.api.Aggregates.countDistinct;
import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.sum;
import static io.weft.api.WindowFunctions.firstValue;
import static io.weft.api.WindowFunctions.lag;
import static io.weft.api.WindowFunctions.ntile;
import static io.weft.api.WindowFunctions.rank;
import static io.weft.api.WindowFunctions.rowNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.Window;
import io.weft.api.WindowSpec;
import io.weft.error.WeftException;
import io.weft.type.Type;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class WindowStepsTest {
    private static final WindowSpec BY_NAME = Window.partitionBy("name").orderBy(desc("id"));

    private static String optimized(UnaryOperator<Dataset> job) {
        return Planned.optimized((context, items) -> job.apply(items).show()).toString();
    }

    private static String explained(UnaryOperator<Dataset> job) {
        return Planned.explained((context, items) -> job.apply(items).show()).toString();
    }

    @Test
    void sharesASortAmongFunctionsOfOneOrderAndAnExchangeAmongThoseOfOnePartition() {
        String plan = explained(items -> items.select(
                col("name"),
                rowNumber().over(BY_NAME).as("place"),
                sum("count").over(BY_NAME.rowsBetween(-2, Window.currentRow())).as("recent"),
                count().over(Window.partitionBy("name")).as("all"),
                rank().over(Window.partitionBy("name").orderBy("weight")).as("heavy"),
                avg("weight").over(Window.orderBy("id")).as("mean")));
        assertThat(plan)
                .contains("row_number() over (partition by name order by id desc) as place")
                .contains(
                        "sum(count) over (partition by name order by id desc rows between 2 preceding and current row)")
                .containsOnlyOnce("exchange by hash of [name]")
                .containsOnlyOnce("exchange to one")
                .contains("window by [name] in order of [id desc]: [row_number() as ~window0, sum(count) as ~window1"
                        + " rows between 2 preceding and current row, count(*) as ~window2"
                        + " rows between unbounded preceding and unbounded following]")
                .contains("window by [name] in order of [weight asc]: [rank() as ~window3]")
                .contains("window by [] in order of [id asc]: [avg(weight) as ~window4"
                        + " range between unbounded preceding and current row]")
                .contains("scan parquet items, columns 4 of 8: [id, name, count, weight]");
    }

    @Test
    void computesKeysAndFunctionsOfComputations() {
        assertThat(optimized(items -> items.withColumn(
                                "share",
                                col("count")
                                        .divide(sum(col("count").plus(1))
                                                .over(Window.partitionBy(
                                                                col("id").mod(10))
                                                        .orderBy(asc(
                                                                col("weight").negate())))))
                        .select("share")))
                .contains("project [count, (id % 10) as ~key8, (-weight) as ~key9]")
                .contains("exchange by hash of [~key8]")
                .contains("window by [~key8] in order of [~key9 asc]: [sum((count + 1)) as ~window0")
                .contains("project [(cast(cast(count as bigint) as double) / cast(~window0 as double)) as share]");
    }

    @Test
    void leavesRowsWhereAWindowBeforeHasBroughtThem() {
        String plan = optimized(items -> items.withColumn("place", rowNumber().over(BY_NAME))
                .where(col("place").lessThan(10))
                .rename("name", "called")
                .withColumn("mean", avg("weight").over(Window.partitionBy("called"))));
        assertThat(plan)
                .contains("window by [name] in order of [id desc]", "window by [called]: [avg(weight)")
                .containsOnlyOnce("exchange by hash of [name]")
                .doesNotContain("exchange by hash of [called]");
        assertThat(optimized(items -> items.withColumn("place", rowNumber().over(BY_NAME))
                        .withColumn("name", col("id"))
                        .withColumn("mean", avg("weight").over(Window.partitionBy("name")))))
                .contains("exchange by hash of [name] <- #0", "exchange by hash of [name] <- #4");
    }

    @Test
    void leavesOutWhatIsNotUsed() {
        assertThat(optimized(items -> items.withColumn("place", rowNumber().over(BY_NAME))
                        .withColumn("sum", sum("count").over(BY_NAME))
                        .select("id", "place")))
                .contains("columns 2 of 8: [id, name]")
                .doesNotContain("sum(count)");
    }

    @Test
    void pushesFiltersDownThatKeepWholePartitions() {
        assertThat(optimized(items -> items.withColumn("place", rowNumber().over(BY_NAME))
                        .where(col("name")
                                .greaterThan("k")
                                .and(col("place").equalTo(1))
                                .and(col("id").lessThan(5)))))
                .contains("pushed down: [(name > 'k')]")
                .contains("filter ((~window0 = 1) and (id < 5))");
    }

    @Test
    void doesNotPushDownWhatTellsEqualRowsOfAPartitionApart() {
        WindowSpec byWeight = Window.partitionBy("weight");
        assertThat(optimized(items -> items.withColumn("n", count().over(byWeight))
                        .where(col("weight").cast(Type.STRING).equalTo("-0.0"))))
                .doesNotContain("pushed down");
    }

    @Test
    void takesADefaultOfTheValuesType() {
        assertThat(optimized(
                        items -> items.select(lag(col("id"), 2, 0).over(BY_NAME).as("before"))))
                .contains("lag(id, 2, 0) as ~window0");
        refuses(
                items -> items.select(lag(col("count"), 2, 0.5).over(BY_NAME).as("before")),
                "Cannot compute lag(count, 2, 0.5) over (partition by name order by id desc): the default is a double and"
                        + " the values are int (cast one of them)");
    }

    @Test
    void saysWhatCannotBeComputedOverAWindow() {
        refuses(
                items -> items.where(rowNumber().over(BY_NAME).equalTo(1)),
                "Cannot use row_number() over (partition by name order by id desc) here: a function over a window stands in"
                        + " select or withColumn only (make it a column before, and use that here)");
        refuses(
                items -> items.select(rowNumber().as("n")),
                "Cannot use row_number() here: it needs a window (write .over(Window.partitionBy(...).orderBy(...)) after it)");
        refuses(
                items -> items.select(sum("count")),
                "Cannot use sum(count) here: an aggregate stands in aggregate(...) only, or over a window (write .over(...) after it)");
        refuses(
                items -> items.select(countDistinct("id").over(BY_NAME)),
                "Cannot compute count(distinct id) over (partition by name order by id desc): distinct values are not told"
                        + " apart over windows (aggregate in groupBy instead)");
        refuses(
                items -> items.select(collectList("id").over(BY_NAME)),
                "Cannot compute collect_list(id) over (partition by name order by id desc): collect_list keeps more than"
                        + " about a value for each row (aggregate in groupBy instead)");
        refuses(
                items -> items.select(firstValue("id").filter(col("gift")).over(BY_NAME)),
                "takes no filter (make the value null with when(...), and use ignoreNulls())");
        refuses(
                items -> items.select(rank().over(Window.partitionBy("nam").orderBy("id"))),
                "Cannot find column 'nam'");
    }

    @Test
    void saysOfWhatThereAreNoDistances() {
        refuses(
                items -> items.select(count().over(Window.orderBy("id", "count").rangeBetween(-1, 1))),
                "Cannot compute count(*) over (order by id asc, count asc range between 1 preceding and 1 following): a"
                        + " distance in values needs an order by one column, not by 2 (use rowsBetween, or order by one)");
        refuses(
                items -> items.select(count().over(Window.orderBy("name").rangeBetween(-1, 1))),
                "name is a string, and distances are those of numbers, or of dates in days (cast it, for timestamps to"
                        + " bigint: seconds)");
    }

    private static void refuses(UnaryOperator<Dataset> job, String message) {
        assertThatThrownBy(() -> optimized(job))
                .isInstanceOf(WeftException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAtOnceWhatTheWordsAloneTellToBeWrong() {
        refusesAtOnce(
                () -> rank().over(Window.partitionBy("name")),
                "rank() over (partition by name), whose rows have no order (add orderBy(...) to the window)");
        refusesAtOnce(
                () -> rank().over(BY_NAME.rowsBetween(-1, 1)),
                "rank() over (partition by name order by id desc rows between 1 preceding and 1 following), which sees its"
                        + " whole partition (leave the frame out)");
        refusesAtOnce(
                () -> col("id").plus(1).over(BY_NAME),
                "(id + 1) over a window, but it is neither a window function nor an aggregate (put over(...) directly after"
                        + " one)");
        Column nested = sum(rowNumber().over(BY_NAME));
        refusesAtOnce(
                () -> nested.over(BY_NAME),
                "A window function of row_number() over (partition by name order by id desc), which is a window function"
                        + " itself (make it a column with withColumn before)");
        refusesAtOnce(() -> Window.partitionBy(rowNumber().over(BY_NAME)), "A partition of row_number() over");
        refusesAtOnce(() -> BY_NAME.rowsBetween(2, 1), "A frame that starts at 2 and ends at 1, before it starts");
        refusesAtOnce(
                () -> BY_NAME.rowsBetween(Window.unboundedFollowing(), Window.unboundedFollowing()),
                "A frame that starts after the partition or ends before it");
        refusesAtOnce(
                () -> count().over(Window.partitionBy("name").rangeBetween(-1, 0)),
                "whose rows have no order to measure distances in (add orderBy(...) to the window)");
        refusesAtOnce(() -> ntile(0), "0 parts of a partition; it is at least 1");
        refusesAtOnce(() -> lag(lit(1), -1), "-1 rows before; it is at least 0");
    }

    private static void refusesAtOnce(Runnable definition, String message) {
        assertThatThrownBy(definition::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .satisfies(thrown ->
                        assertThat(thrown.getStackTrace()[0].getClassName()).startsWith("io.weft.api."));
    }
}
