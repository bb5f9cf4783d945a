package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
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

/** Casts of numbers to times and between lists, maps and structs, from the author's words to the rows. */
final class CastRunTest {
    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.createDirectories(directory.resolve("input"));
        Files.writeString(input.resolve("a"), """
                {"s":0,"d":1.5,"codes":["1","x"],"counts":{"1":"5"},"at":{"lat":1,"lon":"2.5"}}
                {"s":-1,"d":null,"codes":[],"counts":{"y":"6"},"at":null}
                """);
    }

    private Dataset items(JobContext job) {
        return job.read(JsonLines.at(input.toString())
                .schema(schema(
                        field("s", Type.BIGINT),
                        field("d", Type.DOUBLE),
                        field("codes", Type.list(Type.STRING)),
                        field("counts", Type.map(Type.STRING, Type.STRING)),
                        field("at", Type.parse("struct<lat int, lon string>")))));
    }

    @Test
    void numbersAreSecondsOfTimes() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> items(job)
                                .select(
                                        col("s").cast(Type.TIMESTAMP).as("s"),
                                        col("d").cast(Type.TIMESTAMP).as("d"),
                                        col("s").cast(Type.TIMESTAMP)
                                                .cast(Type.decimal(10, 3))
                                                .as("x"))))
                .containsExactly("1969-12-31 23:59:59|null|-1.000", "1970-01-01 00:00:00|1970-01-01 00:00:01.5|0.000");
    }

    @Test
    void partsThatCannotBeCastAreNullWhereItIsTried() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> items(job)
                                .select(
                                        col("codes")
                                                .tryCast(Type.list(Type.INT))
                                                .as("codes"),
                                        col("counts")
                                                .tryCast(Type.map(Type.INT, Type.BIGINT))
                                                .as("counts"),
                                        col("at")
                                                .cast(Type.parse("struct<x double, y decimal(3,1)>"))
                                                .as("at"))))
                .containsExactly("[1,null]|{\"1\":5}|{\"x\":1.0,\"y\":2.5}", "[]|null|null");
    }

    @Test
    void aCastNamesThePart() throws IOException {
        assertThat(new LocalRun(directory)
                        .failure(job -> items(job)
                                .select(col("codes").cast(Type.list(Type.INT)))
                                .show()))
                .contains("Cannot compute cast(element of codes as int): 'x' is not a value of type int"
                        + " (correct the data, or filter such rows out first)");
    }
}
