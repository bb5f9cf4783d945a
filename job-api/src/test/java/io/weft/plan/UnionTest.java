package io.weft.plan;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.stage.Explanation;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class UnionTest {
    private static void refuses(UnaryOperator<Dataset> steps, ErrorCode code, String message) {
        assertThatThrownBy(() ->
                        Planned.resolved((job, items) -> steps.apply(items).show()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void isAStageForEachOfItsInputs() {
        Explanation explained = Planned.explained((job, items) -> items.select("id", "name", "price")
                .union(items.where(col("gift")).select(col("id").as("key"), col("name"), col("discount")))
                .where(col("id").greaterThan(5))
                .groupBy("id")
                .aggregate(count().as("n"))
                .write(Text.at("out")));
        assertThat(explained.toString()).contains("  #4 union <- #1, #3\n").endsWith("""
                Stages
                  stage 0: to the exchange, 32 partition(s)
                    scan parquet items, columns 1 of 8: [id], pushed down: [(id > 5)]
                    filter (id > 5)
                    project [id]
                    project [id]
                    partial aggregate by [id] [count(*) as n]
                  stage 1: to the exchange, 32 partition(s)
                    scan parquet items, columns 2 of 8: [id, gift], pushed down: [gift, (id > 5)]
                    filter (gift and (id > 5))
                    project [id as key]
                    project [key as id]
                    partial aggregate by [id] [count(*) as n]
                  stage 2: writes text out
                    shuffle read of stage 0, 1
                    final aggregate by [id] [count(n~0) as n]
                """);
    }

    @Test
    void ofAUnionIsAStageForEachInputOfBoth() {
        assertThat(Planned.explained((job, items) -> items.select("id")
                                .union(
                                        items.select("id"),
                                        items.select("id").limit(3).union(items.select("id")))
                                .show())
                        .stages()
                        .stages())
                .hasSize(5)
                .filteredOn(stage -> !stage.producers().isEmpty())
                .hasSize(1);
    }

    @Test
    void byNameFindsTheColumnsWhereverTheyStand() {
        Plan plan = Planned.resolved((job, items) -> items.select("id", "name")
                .unionByName(items.select(col("sold"), col("name"), col("id")).drop("sold"))
                .show());
        assertThat(plan.nodes().stream()
                        .filter(Union.class::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .schema()
                        .names())
                .containsExactly("id", "name");
        assertThat(plan.toString()).contains("project [name, id]").contains("project [id, name]");
    }

    @Test
    void refusesColumnsThatDoNotGoTogether() {
        refuses(
                items -> items.select("id", "name").union(items.select("id")),
                ErrorCode.INVALID_PLAN,
                "Cannot compute 'union': one side has 2 column(s) [id, name], the other 1 [id]"
                        + " (select the same columns on both)");
        refuses(
                items -> items.select("id", "name").union(items.select("id", "count")),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute 'union': column 'name' is a string on one side, 'count' a int on the other"
                        + " (cast one of them)");
        refuses(
                items -> items.select("id", "name").unionByName(items.select("id", "count")),
                ErrorCode.INVALID_PLAN,
                "Cannot compute 'union by name': the names differ, one side has the columns [id, name], the other"
                        + " [id, count] (rename or drop columns, or use union, which goes by position)");
    }

    @Test
    void refusesDatasetsOfAnotherJobAndOutputsWrittenTwice() {
        JobContext other = JobContext.define(job -> {}, Map.of(), row -> {});
        assertThatThrownBy(() -> Planned.written(
                        (job, items) -> items.union(other.read(Text.at("x"))).show()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The other dataset belongs to another job");
        assertThatThrownBy(() -> Planned.resolved((job, items) -> {
                    items.write(Text.at("out"));
                    items.select("id").write(Text.at("out"));
                }))
                .isInstanceOf(WeftException.class)
                .hasMessage("Cannot write 'out' twice in one job"
                        + " (write the union of both datasets, or choose another path)");
    }

    @Test
    void refusesToMultiplyWithoutEnd() {
        assertThatThrownBy(() -> Planned.explained((job, items) -> {
                    Dataset grown = items.select("id");
                    for (int round = 0; round < 30; round++) {
                        grown = grown.union(grown);
                    }
                    grown.show();
                }))
                .isInstanceOf(WeftException.class)
                .hasMessageStartingWith(
                        "Cannot plan the job: with its shared steps repeated it has more than 20000 (write");
    }
}
