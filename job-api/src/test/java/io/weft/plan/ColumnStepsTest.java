package io.weft.plan;

import static io.weft.api.Columns.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Dataset;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Type;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Steps that change the columns of a dataset. */
final class ColumnStepsTest {
    private static Plan resolved(UnaryOperator<Dataset> steps) {
        return Planned.resolved((job, items) -> steps.apply(items).show());
    }

    private static void refuses(UnaryOperator<Dataset> steps, ErrorCode code, String message) {
        assertThatThrownBy(() -> resolved(steps))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void aColumnIsAddedAtTheEndOrPutInThePlaceOfItsNamesake() {
        assertThat(resolved(items -> items.select("id", "count")
                                .withColumn("more", col("count").plus(1)))
                        .node(new NodeId(2)))
                .hasToString("project [id, count, (count + 1) as more]");
        Plan replaced = resolved(
                items -> items.select("id", "count").withColumn("id", col("id").cast(Type.STRING)));
        assertThat(replaced.node(new NodeId(2))).hasToString("project [cast(id as string) as id, count]");
        assertThat(replaced.node(new NodeId(2)).schema().types()).containsExactly(Type.STRING, Type.INT);
    }

    @Test
    void columnsAreRenamedAndLeftOut() {
        assertThat(resolved(items -> items.select("id", "count").rename("id", "key"))
                        .node(new NodeId(2)))
                .hasToString("project [id as key, count]");
        assertThat(resolved(items -> items.select("id", "name", "count").drop("count", "id"))
                        .node(new NodeId(2)))
                .hasToString("project [name]");
    }

    @Test
    void aColumnThatNobodyUsesIsNotRead() {
        Plan plan = Planned.optimized(
                (job, items) -> items.withColumn("more", col("count").plus(1))
                        .rename("name", "who")
                        .drop("price", "discount", "weight", "sold", "gift")
                        .select("more", "who")
                        .show());
        assertThat(plan.nodes().get(0)).hasToString("scan parquet items, columns 2 of 8: [name, count]");
    }

    @Test
    void aFilterGoesThroughAddedAndRenamedColumnsToTheScan() {
        Plan plan = Planned.optimized(
                (job, items) -> items.withColumn("more", col("count").plus(1))
                        .rename("more", "most")
                        .drop("id")
                        .where(col("most").lessThan(5))
                        .select("most")
                        .show());
        assertThat(plan.nodes().get(0))
                .hasToString("scan parquet items, columns 1 of 8: [count], pushed down: [((count + 1) < 5)]");
    }

    @Test
    void aFunctionThatFiltersSeesAllColumns() {
        Plan plan = Planned.optimized((job, items) ->
                items.select("id", "count").filter(row -> true).select("id").show());
        assertThat(plan.nodes().get(0).schema().names()).containsExactly("id", "count");
        assertThat(plan.toString()).contains("#2 filter by function 0 <- #1");
    }

    @Test
    void missingAndDoubleNamesAreErrorsThatNameTheColumns() {
        refuses(
                items -> items.select("id", "price").rename("prise", "x"),
                ErrorCode.COLUMN_NOT_FOUND,
                "Cannot find column 'prise': the columns are [id, price] (did you mean 'price'?)");
        refuses(
                items -> items.select("id", "price").drop("ids"),
                ErrorCode.COLUMN_NOT_FOUND,
                "Cannot find column 'ids': the columns are [id, price] (did you mean 'id'?)");
        refuses(
                items -> items.select("id", "price").rename("price", "id"),
                ErrorCode.INVALID_PLAN,
                "Cannot name two columns 'id' in 'rename price to id' (name one of them with as(\"...\"))");
        refuses(
                items -> items.select("id", "price").drop("price", "id"),
                ErrorCode.INVALID_PLAN,
                "Cannot drop all columns in 'drop price, id' (keep one, or count the rows)");
    }
}
