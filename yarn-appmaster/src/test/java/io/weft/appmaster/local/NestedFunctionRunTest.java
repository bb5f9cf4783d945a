package io.weft.appmaster.local;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;
import static io.weft.api.Functions.coalesce;
import static io.weft.api.NestedFunctions.array;
import static io.weft.api.NestedFunctions.arrayContains;
import static io.weft.api.NestedFunctions.elementAt;
import static io.weft.api.NestedFunctions.map;
import static io.weft.api.NestedFunctions.mapKeys;
import static io.weft.api.NestedFunctions.namedStruct;
import static io.weft.api.NestedFunctions.sequence;
import static io.weft.api.NestedFunctions.size;
import static io.weft.api.NestedFunctions.sortArray;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.JsonLines;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of lists, maps and structs, from the author's words to the rows. */
final class NestedFunctionRunTest {
    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.createDirectories(directory.resolve("input"));
        Files.writeString(input.resolve("a"), """
                {"tags":["new","red"],"prices":{"eur":3,"usd":4},"place":{"town":"Bern","code":3000}}
                {"tags":["red"],"prices":{"usd":7},"place":{"town":"Basel","code":4000}}
                {"tags":[],"prices":{},"place":{"town":"Bern"}}
                {"tags":null,"prices":null,"place":null}
                """);
    }

    private Dataset items(JobContext job) {
        return job.read(JsonLines.at(input.toString())
                .schema(schema(
                        field("tags", Type.list(Type.STRING)),
                        field("prices", Type.map(Type.STRING, Type.INT)),
                        field("place", Type.parse("struct<town string, code int>")))));
    }

    @Test
    void reachIntoWhatIsRead() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> items(job)
                                .select(
                                        col("place").getField("town").as("town"),
                                        col("tags").getItem(0).as("first"),
                                        col("prices").getItem("usd").as("usd"),
                                        size(col("tags")).as("tags"))))
                .containsExactly("Basel|red|7|1", "Bern|new|4|2", "Bern|null|null|0", "null|null|null|null");
    }

    @Test
    void haveATypeInCommonWithOthersWhereTheirPartsHave() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> items(job)
                                .select(
                                        coalesce(col("prices"), map("none", 1L)).as("prices"),
                                        coalesce(array(col("place").getField("code")), array(5_000_000_000L))
                                                .as("codes"),
                                        coalesce(col("place"), namedStruct("town", "Thun", "code", 5_000_000_000L))
                                                .getField("code")
                                                .as("code"))))
                .containsExactly(
                        "{\"eur\":3,\"usd\":4}|[3000]|3000",
                        "{\"none\":1}|[null]|5000000000",
                        "{\"usd\":7}|[4000]|4000",
                        "{}|[null]|null");
    }

    @Test
    void computeConditionsAndKeysAndLists() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> items(job)
                                .where(arrayContains(col("tags"), "red"))
                                .groupBy(sortArray(mapKeys(col("prices"))).as("currencies"))
                                .aggregate(sum(elementAt(col("prices"), "usd")).as("usd"))))
                .containsExactly("[\"eur\",\"usd\"]|4", "[\"usd\"]|7");
        assertThat(new LocalRun(directory)
                        .rowsInOrder(job -> items(job)
                                .where(col("place").getField("code").isNotNull())
                                .explode(sequence(1, size(col("tags"))), "n")
                                .select(namedStruct(
                                                "n",
                                                col("n"),
                                                "town",
                                                col("place").getField("town"))
                                        .as("it"))
                                .orderBy(
                                        asc(col("it").getField("town")),
                                        asc(col("it").getField("n")))))
                .containsExactly(
                        "{\"n\":1,\"town\":\"Basel\"}", "{\"n\":1,\"town\":\"Bern\"}", "{\"n\":2,\"town\":\"Bern\"}");
    }

    @Test
    void failWhereAnElementIsMissing() throws IOException {
        assertThat(new LocalRun(directory)
                        .failure(job ->
                                items(job).select(elementAt(col("tags"), 2)).show()))
                .contains(
                        "Cannot compute element_at(tags, 2): there is no element 2 in a list of ",
                        ", whose first is 1 (filter such rows out first)");
    }
}
