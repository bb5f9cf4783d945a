package io.weft.runner.sink;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Csv;
import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.Formats;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.vector.TestRows;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionedSinkTest {
    private static final Schema ROWS = schema(field("s", Type.STRING), field("n", Type.INT), field("d", Type.DATE));

    @TempDir
    Path directory;

    private final Configuration configuration = new Configuration();
    private final Counters counters = new Counters();

    @Test
    void putsRowsIntoDirectoriesOfTheirValues() throws IOException {
        LocalDate day = LocalDate.of(2026, 11, 28);
        List<OutputFile> files = write(
                Text.at("x").partitionBy("d", "s"),
                List.of(
                        TestRows.row("a", 1, day),
                        TestRows.row("b/c=d:%", 2, day),
                        TestRows.row("a", 3, day),
                        TestRows.row(null, 4, null),
                        TestRows.row("", 5, null)));

        assertThat(contents())
                .containsExactlyInAnyOrder(
                        "d=2026-11-28/s=a/part-00007.txt: 1 3",
                        "d=2026-11-28/s=b%2Fc%3Dd%3A%25/part-00007.txt: 2",
                        "d=__HIVE_DEFAULT_PARTITION__/s=__HIVE_DEFAULT_PARTITION__/part-00007.txt: 4",
                        "d=__HIVE_DEFAULT_PARTITION__/s=__HIVE_DEFAULT_PARTITION__/part-00007-1.txt: 5");
        assertThat(files).hasSize(4).allSatisfy(file -> {
            assertThat(directory.resolve("attempt").resolve(file.name())).hasSize(file.length());
        });
        assertThat(counters.get(Counter.ROWS_WRITTEN)).isEqualTo(5);
    }

    @Test
    void keepsFewFilesOpenAndGoesOnInOthers() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int keys = PartitionedSink.MOST_OPEN + 2;
        for (int row = 0; row < 3 * keys; row++) {
            rows.add(TestRows.row("x", row % keys, null));
        }

        List<OutputFile> files = write(Text.at("x").partitionBy("n"), rows);

        assertThat(files).hasSize(3 * keys);
        assertThat(files.stream().mapToLong(OutputFile::rows).sum()).isEqualTo(3L * keys);
        assertThat(files).extracting(OutputFile::name).contains("n=0/part-00007.txt", "n=0/part-00007-2.txt");
        assertThat(contents()).hasSize(3 * keys);
    }

    @Test
    void writesParquetWithoutThePartitionColumns() {
        List<OutputFile> files = write(
                Parquet.at("x").partitionBy("n"), List.of(TestRows.row("a", 1, null), TestRows.row("b", 2, null)));

        assertThat(files)
                .extracting(OutputFile::name)
                .containsExactlyInAnyOrder("n=1/part-00007.zstd.parquet", "n=2/part-00007.zstd.parquet");
        assertThat(new Formats(configuration)
                        .schemaOf(Parquet.at(directory.resolve("attempt").toString())
                                .input())
                        .toString())
                .isEqualTo("[s string, d date, n int]");
    }

    @Test
    void leavesNothingOpenWhenItIsNotFinished() throws IOException {
        try (FileSink sink = sink(Csv.at("x").partitionBy("n"))) {
            sink.write(TestRows.batch(ROWS.types(), List.of(TestRows.row("a", 1, null))));
        }

        assertThat(contents()).isEmpty();
    }

    private List<OutputFile> write(io.weft.api.Sink to, List<List<@Nullable Object>> rows) {
        try (FileSink sink = sink(to)) {
            sink.write(TestRows.batch(ROWS.types(), rows));
            return sink.finish();
        }
    }

    private FileSink sink(io.weft.api.Sink to) {
        return new FileSinks(configuration, counters, new MemoryArbiter(64L << 20, 1).open("test"))
                .create(
                        to.output(),
                        ROWS,
                        new org.apache.hadoop.fs.Path(
                                directory.resolve("attempt").toUri()),
                        7);
    }

    /** The files with what is in them, a blank for each line end. */
    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("attempt"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".crc"))
                    .map(this::content)
                    .collect(Collectors.toList());
        }
    }

    private String content(Path file) {
        try {
            return directory.resolve("attempt").relativize(file) + ": "
                    + String.join(" ", Files.readAllLines(file)).replace("\t\\N", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
