package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.BadRows;
import io.weft.api.Compression;
import io.weft.api.Csv;
import io.weft.api.JsonLines;
import io.weft.api.Parquet;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over CSV and JSON, from their files to their outputs. */
final class LinesJobTest {
    private static final int ROWS = 90_000;

    @TempDir
    private Path directory;

    private LocalJobs jobs;
    private Path input;

    @BeforeEach
    void writeInput() throws IOException {
        jobs = new LocalJobs(directory.resolve("local"));
        input = Files.createDirectories(directory.resolve("input"));
        StringBuilder text = new StringBuilder("id,country,price\n");
        for (int row = 0; row < ROWS; row++) {
            text.append(row)
                    .append(row % 3 == 0 ? ",\"d,e\"," : ",fr,")
                    .append(row % 100)
                    .append(".5\n");
        }
        Files.writeString(input.resolve("a.csv"), text);
    }

    @Test
    void goesFromCsvToPartitionedParquetToJsonAndBack() {
        String parquet = directory.resolve("parquet").toString();
        String json = directory.resolve("json").toString();
        jobs.run(job -> job.read(Csv.at(input.toString()).header())
                        .write(Parquet.at(parquet).partitionBy("country")))
                .succeeded();
        jobs.run(job -> job.read(Parquet.at(parquet))
                        .where(col("country").equalTo("d,e"))
                        .write(JsonLines.at(json).partitionBy("country").compression(Compression.BZIP2)))
                .succeeded();
        LocalJobs.Ended ended = jobs.run(job -> job.read(JsonLines.at(json))
                .groupBy("country")
                .aggregate(count().as("rows"), sum("id").as("ids"), sum("price").as("prices"))
                .show());

        assertThat(ended.succeeded()).containsExactly("d,e|30000|1349955000|1500000.0");
        assertThat(directory.resolve("parquet").toFile().list((parent, name) -> !name.startsWith(".")))
                .containsExactlyInAnyOrder("_SUCCESS", "country=d,e", "country=fr");
        assertThat(directory.resolve("parquet/_SUCCESS")).content().contains("file\tcountry=fr/part-0000");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("input", "local", "parquet", "json");
    }

    @Test
    void failsWithTheFirstBadRow() throws IOException {
        Files.writeString(input.resolve("b.csv"), "id,country,price\n1,de,2.5\n2,de,two\n");
        Path output = directory.resolve("output");

        LocalJobs.Ended ended =
                jobs.run(job -> job.read(Csv.at(input.toString()).header()).write(Parquet.at(output.toString())));

        assertThat(ended.failure().code()).isEqualTo(ErrorCode.CORRUPT_INPUT);
        assertThat(ended.failure().message())
                .endsWith("b.csv, line 3, byte 26] Cannot read the row: column 'price' (double) has 'two':"
                        + " it is not a number (mend it, or set bad rows aside with onBadRows(...))");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("input", "local");
    }

    @Test
    void setsBadRowsAsideTogetherWithTheOutput() throws IOException {
        Files.writeString(input.resolve("b.csv"), "id,country,price\n1,de,2.5\n2,de,two\n3,de\n\"4,de\n");
        Path bad = directory.resolve("bad");
        Csv source = Csv.at(input.toString()).header().onBadRows(BadRows.setAside(bad.toString(), 3));

        LocalJobs.Ended ended = jobs.run(job -> job.read(source)
                .groupBy("country")
                .aggregate(sum("price").as("prices"))
                .show());

        assertThat(ended.succeeded()).containsExactlyInAnyOrder("d,e|1500000.0", "fr|3000000.0", "de|2.5");
        assertThat(ended.status().report()).contains("  set aside 3 bad row(s)\n");
        assertThat(jobs.run(job -> job.read(JsonLines.at(bad.toString()))
                                .select("place", "reason", "line")
                                .show())
                        .succeeded())
                .containsExactlyInAnyOrder(
                        "line 3, byte 26|column 'price' (double) has 'two': it is not a number|2,de,two",
                        "line 4, byte 35|it has 2 field(s) and not 3, where ',' is the delimiter|3,de",
                        "line 5, byte 40|the quote that opens field 1 is not closed|\"4,de");
        assertThat(bad.resolve("_SUCCESS")).content().contains("\t3 rows\tcrc32c ");
    }

    @Test
    void failsWhereMoreRowsAreBadThanMayBe() throws IOException {
        Files.writeString(input.resolve("b.csv"), "id,country,price\n1,de,x\n2,de,two\n3,de\n");
        Path bad = directory.resolve("bad");
        Csv source = Csv.at(input.toString()).header().onBadRows(BadRows.setAside(bad.toString(), 2));

        LocalJobs.Ended ended = jobs.run(
                job -> job.read(source).aggregate(sum("price").as("sum")).show());

        assertThat(ended.failure().code()).isEqualTo(ErrorCode.TOO_MANY_BAD_ROWS);
        assertThat(ended.failure().message()).contains("it has 2 field(s) and not 3");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("input", "local");
    }

    @Test
    void countsBadRowsOfAllTasksTogether() throws IOException {
        // A task for each file: each is within the limit, together they are not.
        for (int file = 0; file < 3; file++) {
            String good = "1,fr,1.5\n".repeat(40_000);
            Files.writeString(input.resolve("bad" + file + ".csv"), "id,country,price\n" + good + "1,de,x\n");
        }
        Csv source = Csv.at(input.toString())
                .header()
                .onBadRows(BadRows.setAside(directory.resolve("bad").toString(), 2));

        LocalJobs.Ended ended = jobs.run(job -> job.read(source)
                .groupBy("country")
                .aggregate(sum("price").as("p"))
                .show());

        assertThat(ended.failure().code()).isEqualTo(ErrorCode.TOO_MANY_BAD_ROWS);
        assertThat(ended.failure().message())
                .isEqualTo("Cannot set aside 3 bad rows of '" + input
                        + "': at most 2 may be (mend the input, or raise the limit of onBadRows(...))");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("input", "local");
    }

    @Test
    void refusesColumnsThatCannotBePartitionedBy() {
        Csv source = Csv.at(input.toString()).header();

        for (List<String> mistake : List.of(
                List.of(
                        "contry",
                        "Cannot partition the output 'out' by 'contry': the columns are [id, country, price]"
                                + " (did you mean 'country'?)"),
                List.of(
                        "price",
                        "Cannot partition the output 'out' by 'price': a double makes no name of a directory"
                                + " (cast it to a string)"))) {
            assertThatThrownBy(() ->
                            jobs.run(job -> job.read(source).write(Csv.at("out").partitionBy(mistake.get(0)))))
                    .isInstanceOf(WeftException.class)
                    .hasMessage(mistake.get(1));
        }
        assertThatThrownBy(() -> jobs.run(
                        job -> job.read(source).select("id").write(Csv.at("out").partitionBy("id"))))
                .hasMessage("Cannot partition the output 'out' by all its columns: no column is left for the files"
                        + " (leave one out)");
        assertThatThrownBy(() -> jobs.run(job -> job.read(
                                Csv.at(input.toString()).header().schema(schema(field("prize", Type.DOUBLE))))
                        .show()))
                .hasMessageEndingWith("a.csv] Cannot find column 'prize': the header has [id, country, price]"
                        + " (did you mean 'price'?)");
    }

    @Test
    void givesTheSameRowsForEachCompression() throws IOException {
        for (Compression compression : Compression.values()) {
            Path output = directory.resolve(compression.name());
            jobs.run(job -> job.read(Csv.at(input.toString()).header())
                            .write(Csv.at(output.toString()).header().compression(compression)))
                    .succeeded();
            assertThat(jobs.run(job -> job.read(Csv.at(output.toString()).header())
                                    .aggregate(count().as("rows"), sum("id").as("ids"))
                                    .show())
                            .succeeded())
                    .as(compression.name())
                    .containsExactly(ROWS + "|" + (long) ROWS * (ROWS - 1) / 2);
            try (Stream<Path> files = Files.list(output)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith("part-")))
                        .isNotEmpty();
            }
        }
    }
}
