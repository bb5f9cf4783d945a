package io.weft.appmaster.local;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.FunctionContext;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sorts run, with several ranges and with one. */
final class SortRunTest {
    private static final int ROWS = 60_000;

    @TempDir
    private Path directory;

    private LocalRun local;

    @BeforeEach
    void allowSmallTasks() {
        local = new LocalRun(directory).with("weft.shuffle.task-mb", "1");
    }

    /** Writes about six megabytes in three files: a number, a text that hardly shrinks. Gives the lines. */
    private List<String> write(IntUnaryOperator number) throws IOException {
        Random random = new Random(11);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            StringBuilder text = new StringBuilder();
            for (int part = 0; part < 6; part++) {
                text.append(Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX));
            }
            lines.add(number.applyAsInt(row) + "\t" + text);
        }
        Path input = Files.createDirectories(directory.resolve("input"));
        for (int file = 0; file < 3; file++) {
            Files.write(input.resolve("f" + file), lines.subList(file * ROWS / 3, (file + 1) * ROWS / 3));
        }
        return lines;
    }

    private Dataset read(JobContext job) {
        return job.read(Text.at(directory.resolve("input").toString()))
                .flatMap(schema(field("n", Type.INT), field("text", Type.STRING)), (line, out) -> {
                    FunctionContext.current().counter("lines").increment();
                    String text = line.string("line");
                    int tab = text.indexOf('\t');
                    out.emit(Integer.valueOf(text.substring(0, tab)), text.substring(tab + 1));
                });
    }

    private List<List<String>> files(String output) throws IOException {
        List<List<String>> files = new ArrayList<>();
        try (Stream<Path> listed = Files.list(directory.resolve(output))) {
            for (Path file : listed.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList()) {
                files.add(Files.readAllLines(file));
            }
        }
        return files;
    }

    private String sortInto(String output) throws IOException {
        return local.succeed(job -> read(job)
                .orderBy(asc("n"), desc("text"))
                .write(Text.at(directory.resolve(output).toString())));
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf('\t')));
    }

    private static List<String> sorted(List<String> lines) {
        Comparator<String> byText = Comparator.comparing(line -> line.substring(line.indexOf('\t')));
        return lines.stream()
                .sorted(Comparator.comparing(SortRunTest::number).thenComparing(byText.reversed()))
                .toList();
    }

    @Test
    void sortsIntoFilesThatAreInOrderByName() throws IOException {
        Random random = new Random(5);
        List<String> lines = write(row -> random.nextInt(1_000_000) - 500_000);

        String report = sortInto("output");

        List<List<String>> files = files("output");
        assertThat(files).hasSizeGreaterThan(2);
        assertThat(files.stream().flatMap(List::stream).toList()).isEqualTo(sorted(lines));
        int largest = files.stream().mapToInt(List::size).max().orElseThrow();
        assertThat(largest).as("rows of %d", ROWS).isLessThan(2 * ROWS / files.size());
        assertThat(report)
                .contains("  read 60,000 rows")
                .endsWith("counters of the job's functions:\n  lines: 60,000\n");

        sortInto("again");
        assertThat(files("again")).isEqualTo(files);
    }

    @Test
    void dividesTheRowsOfOneKeyAmongSeveralTasks() throws IOException {
        Random random = new Random(6);
        List<String> lines = write(row -> random.nextInt(10) > 0 ? 7 : random.nextInt(14));

        local.succeed(job ->
                read(job).orderBy("n").write(Text.at(directory.resolve("output").toString())));

        List<List<String>> files = files("output");
        List<String> result = files.stream().flatMap(List::stream).toList();
        assertThat(result).isSortedAccordingTo(Comparator.comparingInt(SortRunTest::number));
        assertThat(result.stream().sorted().toList())
                .isEqualTo(lines.stream().sorted().toList());
        assertThat(files.stream().filter(file -> number(file.get(0)) == 7 && number(file.get(file.size() - 1)) == 7))
                .as("tasks for the key of nine rows in ten")
                .hasSizeGreaterThan(2);
    }

    @Test
    void givesCollectedRowsInOrder() throws IOException {
        Random random = new Random(7);
        List<String> lines = write(row -> random.nextInt(1000));

        assertThat(local.rowsInOrder(job -> read(job).orderBy(asc("n"), desc("text"))))
                .isEqualTo(sorted(lines).stream()
                        .map(line -> line.replace('\t', '|'))
                        .toList());
    }

    @Test
    void givesTheFirstRowsInOrder() throws IOException {
        Random random = new Random(8);
        List<String> lines = write(row -> random.nextInt(1000));

        assertThat(local.rowsInOrder(job ->
                        read(job).orderBy(asc("n"), desc("text")).select("text").limit(1234)))
                .isEqualTo(sorted(lines).stream()
                        .limit(1234)
                        .map(line -> line.substring(line.indexOf('\t') + 1))
                        .toList());
    }

    @Test
    void sortsInOneTaskWithoutSamplesWhereThereIsLittle() throws IOException {
        Files.createDirectories(directory.resolve("input"));
        Files.writeString(directory.resolve("input/f"), "3\tc\n1\ta\n2\tb\n");

        String report = sortInto("output");

        assertThat(files("output")).containsExactly(List.of("1\ta", "2\tb", "3\tc"));
        assertThat(report).contains("stage 0: was not needed");
    }

    @Test
    void sortsNothingIntoOneEmptyFile() throws IOException {
        Files.createDirectories(directory.resolve("input"));
        Files.writeString(directory.resolve("input/f"), "");

        sortInto("output");

        assertThat(files("output").stream().flatMap(List::stream)).isEmpty();
    }
}
