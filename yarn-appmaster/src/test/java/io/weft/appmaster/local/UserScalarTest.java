package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;
import static io.weft.api.Functions.coalesce;
import static io.weft.api.Functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.api.UserScalar;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scalar functions of a job's own, from the author's words to the rows. */
final class UserScalarTest {
    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.createDirectories(directory.resolve("input"));
        Files.writeString(input.resolve("a"), "xa 1\nyb 2\nzc\nxd 4\n");
    }

    private Dataset pairs(JobContext job) {
        return job.read(Text.at(input.toString()))
                .map(schema(field("name", Type.STRING), field("n", Type.INT)), line -> {
                    String[] parts = line.string("line").split(" ", -1);
                    return Arrays.asList(parts[0], parts.length < 2 ? null : Integer.valueOf(parts[1]));
                });
    }

    private static UserScalar initial(JobContext job) {
        return job.function(
                "initial", Type.STRING, row -> row.string("1").substring(0, 1).toUpperCase(Locale.ROOT));
    }

    @Test
    void computesColumnsAndConditions() throws IOException {
        assertThat(new LocalRun(directory).rows(job -> {
                    UserScalar add = job.function(
                            "add", Type.BIGINT, row -> row.isNull("1") ? null : row.integer("1") + row.bigint("2"));
                    return pairs(job)
                            .where(initial(job).call(col("name")).notEqual("Y"))
                            .select(col("name"), add.call(col("n"), 10L), coalesce(add.call(col("n"), 1L), -1L));
                }))
                .containsExactly("xa|11|2", "xd|14|5", "zc|null|-1");
    }

    @Test
    void computesKeysAndArgumentsOfAggregates() throws IOException {
        assertThat(new LocalRun(directory).rows(job -> {
                    UserScalar orZero = job.function("orZero", Type.INT, row -> row.isNull("1") ? 0 : row.integer("1"));
                    return pairs(job)
                            .groupBy(initial(job).call(col("name")).as("initial"))
                            .aggregate(
                                    count().as("rows"),
                                    sum(orZero.call(col("n"))).as("n"));
                }))
                .containsExactly("X|2|5", "Y|1|2", "Z|1|0");
    }

    @Test
    void givesListsToExplode() throws IOException {
        assertThat(new LocalRun(directory).rows(job -> {
                    UserScalar upTo = job.function(
                            "upTo",
                            Type.list(Type.INT),
                            row -> row.isNull("1")
                                    ? null
                                    : IntStream.rangeClosed(1, row.integer("1"))
                                            .boxed()
                                            .toList());
                    return pairs(job).explode(upTo.call(col("n")), "i").select("name", "i");
                }))
                .containsExactly("xa|1", "xd|1", "xd|2", "xd|3", "xd|4", "yb|1", "yb|2");
    }

    @Test
    void isNotCalledForRowsThatAreNotChosen() throws IOException {
        assertThat(new LocalRun(directory).rows(job -> {
                    UserScalar twice = job.function("twice", Type.INT, row -> 2 * row.integer("1"));
                    return pairs(job)
                            .select(when(col("n").isNotNull(), twice.call(col("n")))
                                    .as("twice"));
                }))
                .containsExactly("2", "4", "8", "null");
    }

    @Test
    void saysWhichCallThrew() throws IOException {
        assertThat(new LocalRun(directory).failure(job -> {
                    UserScalar twice = job.function("twice", Type.INT, row -> 2 * row.integer("1"));
                    pairs(job).select(twice.call(col("n"))).show();
                }))
                .contains(
                        "Cannot compute twice(n): the job's function threw java.lang.NullPointerException: Column '1' is null in"
                                + " this row (ask isNull first)")
                .contains("(mend the function, or filter such rows out before)");
    }

    @Test
    void saysThatAValueIsNotOfTheDeclaredType() throws IOException {
        assertThat(new LocalRun(directory).failure(job -> {
                    UserScalar wrong = job.function("wrong", Type.BIGINT, row -> "text");
                    pairs(job).select(wrong.call(col("n"))).show();
                }))
                .contains(
                        "Cannot compute wrong(n): the job's function gave what is no bigint: A String cannot be a value of the"
                                + " type bigint (mend the function, or declare another type)");
    }
}
