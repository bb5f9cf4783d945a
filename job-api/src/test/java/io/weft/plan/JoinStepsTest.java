package io.weft.plan;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.using;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Dataset;
import io.weft.api.JoinType;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Type;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class JoinStepsTest {
    private static Plan resolved(Function<Dataset, Dataset> job) {
        return Planned.resolved((context, items) -> job.apply(items).show());
    }

    private static String refused(Function<Dataset, Dataset> job, ErrorCode code) {
        try {
            resolved(job);
        } catch (WeftException e) {
            assertThat(e.code()).isEqualTo(code);
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("Not refused");
    }

    @Test
    void aColumnThatBothSidesHaveIsRefused() {
        assertThat(refused(items -> items.join(items, col("left.id").equalTo(col("right.id"))), ErrorCode.INVALID_PLAN))
                .isEqualTo(
                        "Cannot compute 'inner join on (left.id = right.id)': both sides have a column 'id' (write as(\"r\")"
                                + " behind one of them, which makes it 'r.id', or rename or drop one; keys of one name come once with using)");
    }

    @Test
    void aNameThatBothSidesHaveIsAmbiguousWithinTheCondition() {
        assertThat(refused(items -> items.join(items, col("id").equalTo(3), JoinType.SEMI), ErrorCode.COLUMN_NOT_FOUND))
                .isEqualTo("Cannot choose a column 'id': it may be any of [left.id, right.id] (write one of them)");
    }

    @Test
    void sidesAreToldApartWithinTheConditionOfASemiJoin() {
        Plan plan = resolved(items -> items.join(
                items,
                col("left.id").equalTo(col("right.id")).and(col("left.count").notEqual(col("right.count"))),
                JoinType.ANTI));
        assertThat(plan.toString()).contains("anti join where ((left.id = right.id) and (left.count <> right.count))");
        assertThat(plan.nodes().get(plan.nodes().size() - 1).schema()).isEqualTo(Planned.ITEMS);
    }

    @Test
    void aliasesTellTheSidesOfASelfJoinApart() {
        Plan plan = resolved(items -> items.select("id", "name")
                .as("a")
                .join(items.select("id", "price").as("b"), col("a.id").equalTo(col("b.id")))
                .select("name", "price", "b.id"));
        assertThat(plan.nodes().get(plan.nodes().size() - 1).schema().names()).containsExactly("name", "price", "b.id");
    }

    @Test
    void aNameBehindTwoAliasesIsAmbiguous() {
        assertThat(refused(
                        items -> items.as("a")
                                .join(items.as("b"), col("a.id").equalTo(col("b.id")))
                                .select("id"),
                        ErrorCode.COLUMN_NOT_FOUND))
                .isEqualTo("Cannot choose a column 'id': it may be any of [a.id, b.id] (write one of them)");
    }

    @Test
    void anUnknownColumnIsToldWithTheNearestName() {
        assertThat(refused(
                        items -> items.select("id")
                                .join(items.select("name", "price"), col("id").equalTo(col("prize"))),
                        ErrorCode.COLUMN_NOT_FOUND))
                .isEqualTo("Cannot find column 'prize': the columns are [id, name, price] (did you mean 'price'?)");
    }

    @Test
    void aKeyThatOneSideLacksIsToldWithTheSide() {
        assertThat(refused(
                        items -> items.join(items.select("id", "name"), using("id", "nome")),
                        ErrorCode.COLUMN_NOT_FOUND))
                .startsWith(
                        "Cannot compute 'inner join using id, nome': the left side has no column 'nome': its columns are [id, name,")
                .endsWith(" (did you mean 'name'?)");
    }

    @Test
    void keysThatCannotBeComparedAreRefused() {
        assertThat(refused(
                        items -> items.select("id")
                                .join(items.select("name"), col("id").equalTo(col("name"))),
                        ErrorCode.TYPE_MISMATCH))
                .isEqualTo(
                        "Cannot compute (id = name): the types are [bigint, string] ('=' compares values of one type: cast one"
                                + " side, or write date(\"...\"))");
    }

    @Test
    void aConditionIsABoolean() {
        assertThat(refused(items -> items.select("id").join(items.select("name"), col("id")), ErrorCode.TYPE_MISMATCH))
                .isEqualTo("Cannot filter by id: it is a bigint (a condition is a boolean)");
    }

    @Test
    void valuesAreOneColumn() {
        assertThat(refused(items -> items.whereIn(col("id"), items.select("id", "name")), ErrorCode.INVALID_PLAN))
                .isEqualTo(
                        "Cannot compute 'semi join of id among values': the values have 2 columns [id, name] (select one)");
    }

    @Test
    void valuesThatNoTypeHoldsTogetherAreRefused() {
        assertThat(refused(
                        items -> items.whereNotIn(
                                col("price").cast(Type.decimal(38, 0)),
                                items.select(
                                        col("price").cast(Type.decimal(38, 30)).as("p"))),
                        ErrorCode.TYPE_MISMATCH))
                .endsWith("among values': no type has room for the digits of both sides (cast one of them)");
    }

    @Test
    void noColumnToJoinUsingIsRefused() {
        assertThatThrownBy(() -> resolved(items -> items.join(items, using())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot join using no column: name one, or use crossJoin");
    }

    @Test
    void joinsAreWrittenAsTheirAuthorsKnowThem() {
        assertThat(Planned.written((job, items) -> {
                            items.crossJoin(items.as("x")).show();
                            items.join(items, using("id"), JoinType.LEFT).show();
                            items.whereNotIn(col("id"), items.select("id")).show();
                        })
                        .toString())
                .contains(
                        "cross join <- #0, #1",
                        "left join using id <- #0, #0",
                        "null-aware anti join of id among values <- #0,");
    }
}
