package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unions, and datasets with several readers, run. */
final class UnionRunTest {
    @TempDir
    private Path directory;

    private LocalRun local;

    @BeforeEach
    void writeInputs() throws IOException {
        local = new LocalRun(directory);
        for (String name : List.of("odd", "even")) {
            Path input = Files.createDirectories(directory.resolve(name));
            StringBuilder lines = new StringBuilder();
            for (int n = name.equals("odd") ? 1 : 2; n <= 1000; n += 2) {
                lines.append(n).append('\n');
            }
            Files.writeString(input.resolve("a"), lines);
        }
    }

    private Dataset numbers(JobContext job, String name) {
        return job.read(Text.at(directory.resolve(name).toString()))
                .map(schema(field("n", Type.INT)), line -> List.of(Integer.valueOf(line.string("line"))));
    }

    @Test
    void givesTheRowsOfAllInputsWithDuplicates() throws IOException {
        assertThat(local.rows(job -> numbers(job, "odd")
                        .where(col("n").lessThan(4))
                        .union(
                                numbers(job, "even").where(col("n").lessThan(5)),
                                numbers(job, "odd").where(col("n").lessThan(2)))))
                .containsExactly("1", "1", "2", "3", "4");
    }

    @Test
    void bringsTheRowsOfScansAndExchangesTogether() throws IOException {
        assertThat(local.rows(job -> {
                    Dataset sums = numbers(job, "even")
                            .groupBy(col("n").mod(10).as("digit"))
                            .aggregate(sum("n").as("total"));
                    return numbers(job, "odd")
                            .select(
                                    col("n").mod(10).as("digit"),
                                    col("n").cast(Type.BIGINT).as("n"))
                            .union(sums)
                            .groupBy("digit")
                            .aggregate(count().as("rows"), sum("n").as("total"));
                }))
                .containsExactly(
                        "0|1|50500",
                        "1|100|49600",
                        "2|1|49700",
                        "3|100|49800",
                        "4|1|49900",
                        "5|100|50000",
                        "6|1|50100",
                        "7|100|50200",
                        "8|1|50300",
                        "9|100|50400");
    }

    @Test
    void ofRowsThatAreInOneTaskEachIsNotInOneTask() throws IOException {
        assertThat(local.rows(job -> numbers(job, "odd")
                        .aggregate(count().as("n"))
                        .union(numbers(job, "even").aggregate(count().as("n")))
                        .aggregate(sum("n"), count())))
                .containsExactly("1000|2");
    }

    @Test
    void limitsAllRowsTogether() throws IOException {
        assertThat(local.rows(job -> numbers(job, "odd")
                        .union(numbers(job, "even"))
                        .limit(700)
                        .aggregate(count())))
                .containsExactly("700");
    }

    @Test
    void isWrittenIntoOneOutputWithFilesOfDistinctNames() throws IOException {
        Path output = directory.resolve("output");
        String report = local.succeed(
                job -> numbers(job, "odd").union(numbers(job, "even")).write(Text.at(output.toString())));
        assertThat(report).contains("stage 0: 1 task(s)").contains("stage 1: 1 task(s)");
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(output)) {
            List<Path> parts = files.filter(
                            file -> !file.getFileName().toString().contains("_SUCCESS")
                                    && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            assertThat(parts)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("00-part-00000.txt", "01-part-00000.txt");
            for (Path part : parts) {
                lines.addAll(Files.readAllLines(part));
            }
        }
        assertThat(lines).hasSize(1000).doesNotHaveDuplicates();
        assertThat(output.resolve("_SUCCESS"))
                .content()
                .contains("file\t00-part-00000.txt\t")
                .contains("file\t01-part-00000.txt\t");
        try (Stream<Path> read = Files.list(output)) {
            assertThat(read.anyMatch(file -> file.getFileName().toString().startsWith(".weft")))
                    .isFalse();
        }
        assertThat(local.rows(job -> job.read(Text.at(output.toString())).aggregate(count())))
                .containsExactly("1000");
    }

    @Test
    void whatTwoOutputsShareBehindAnExchangeIsComputedOnce() throws IOException {
        List<String> few = new ArrayList<>();
        Path output = directory.resolve("output");
        String report = local.succeed(job -> {
            Dataset totals =
                    numbers(job, "odd").groupBy(col("n").mod(10).as("digit")).aggregate(sum("n").as("total"));
            totals.where(col("digit").lessThan(lit(3))).collect(row -> few.add(row.toString()));
            totals.select("total").write(Text.at(output.toString()));
        });
        assertThat(few).containsExactly("1|49600");
        assertThat(local.rows(job -> job.read(Text.at(output.toString()))))
                .containsExactly("49600", "49800", "50000", "50200", "50400");
        assertThat(report.lines().filter(line -> line.contains("  read 500 rows")))
                .hasSize(1);
        assertThat(report.lines().filter(line -> line.startsWith("stage "))).hasSize(3);
    }
}
