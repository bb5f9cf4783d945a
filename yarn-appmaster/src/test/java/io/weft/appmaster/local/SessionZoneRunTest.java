package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.DateFunctions.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Csv;
import io.weft.api.JsonLines;
import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session's zone, from the setting to files and rows. */
final class SessionZoneRunTest {
    @TempDir
    private Path directory;

    private String input;
    private LocalRun run;

    @BeforeEach
    void writeInput() throws IOException {
        Path file = directory.resolve("in.csv");
        Files.writeString(file, "2024-01-01 00:30:00\n2024-03-31 02:30:00\n2024-07-01 12:00:00Z\n");
        input = file.toString();
        run = new LocalRun(directory).with("weft.session.zone", "Europe/Zurich");
    }

    private Csv csv() {
        return Csv.at(input).schema(schema(field("at", Type.TIMESTAMP)));
    }

    private String output(String name) {
        return directory.resolve(name).toString();
    }

    private List<String> lines(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(name))) {
            List<Path> parts = files.filter(
                            file -> file.getFileName().toString().startsWith("part-"))
                    .toList();
            return Files.readAllLines(parts.get(0));
        }
    }

    @Test
    void rowsAreComputedInIt() throws IOException {
        assertThat(run.rows(job -> job.read(csv())
                        .where(col("at").equalTo(col("at").cast(Type.STRING).cast(Type.TIMESTAMP)))
                        .select(
                                col("at"),
                                hour(col("at")).as("hour"),
                                col("at").cast(Type.STRING).as("text"))))
                .containsExactly(
                        "2023-12-31 23:30:00|0|2024-01-01 00:30:00",
                        "2024-03-31 01:30:00|3|2024-03-31 03:30:00",
                        "2024-07-01 12:00:00|14|2024-07-01 14:00:00");
    }

    @Test
    void groupsAreFormedInIt() throws IOException {
        assertThat(run.rows(job -> job.read(csv())
                        .groupBy(col("at").cast(Type.DATE).as("day"))
                        .aggregate(count().as("rows"))))
                .containsExactly("2024-01-01|1", "2024-03-31|1", "2024-07-01|1");
    }

    @Test
    void filesOfTextAreWrittenInItAndReadAgain() throws IOException {
        run.succeed(job -> {
            job.read(csv()).write(Csv.at(output("csv")));
            job.read(csv()).write(Csv.at(output("pattern")).timestampFormat("dd.MM.yyyy HH:mm"));
            job.read(csv()).write(JsonLines.at(output("json")));
            job.read(csv())
                    .select(col("at"), col("at").cast(Type.TIMESTAMP_NTZ).as("local"))
                    .write(Text.at(output("text")));
        });
        assertThat(lines("csv")).containsExactly("2024-01-01 00:30:00", "2024-03-31 03:30:00", "2024-07-01 14:00:00");
        assertThat(lines("pattern")).containsExactly("01.01.2024 00:30", "31.03.2024 03:30", "01.07.2024 14:00");
        assertThat(lines("json")).first().isEqualTo("{\"at\":\"2024-01-01 00:30:00\"}");
        assertThat(lines("text")).first().isEqualTo("2024-01-01 00:30:00\t2024-01-01 00:30:00");
        assertThat(run.rows(job -> job.read(JsonLines.at(output("json")).schema(schema(field("at", Type.TIMESTAMP))))
                        .unionByName(job.read(Csv.at(output("pattern"))
                                .schema(schema(field("at", Type.TIMESTAMP)))
                                .timestampFormat("dd.MM.yyyy HH:mm")))
                        .distinct()))
                .containsExactly("2023-12-31 23:30:00", "2024-03-31 01:30:00", "2024-07-01 12:00:00");
    }

    @Test
    void filesOfNumbersAndDirectoriesByDayKeepTheirMoments() throws IOException {
        run.succeed(job -> job.read(csv())
                .select(col("at"), col("at").cast(Type.DATE).as("day"))
                .write(Parquet.at(output("parquet")).partitionBy("day")));
        assertThat(new LocalRun(directory).rows(job -> job.read(Parquet.at(output("parquet")))))
                .containsExactly(
                        "2023-12-31 23:30:00|2024-01-01",
                        "2024-03-31 01:30:00|2024-03-31",
                        "2024-07-01 12:00:00|2024-07-01");
    }
}
