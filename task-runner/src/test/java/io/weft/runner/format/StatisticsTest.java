package io.weft.runner.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weft.api.Csv;
import io.weft.api.Parquet;
import io.weft.plan.ColumnStatistics;
import io.weft.plan.TableStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatisticsTest {
    private static final MessageType TYPE = MessageTypeParser.parseMessageType(
            "message t { required int64 id; required int64 price (DECIMAL(15, 2)); required binary flag (STRING); }");

    private final Formats formats = new Formats(new Configuration());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private void write(int file, int rows) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(
                directory.resolve("t/part-%d.parquet".formatted(file)).toUri());
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(path).withType(TYPE).build()) {
            for (int row = 0; row < rows; row++) {
                Group group = new SimpleGroup(TYPE);
                group.add("id", (long) file * rows + row);
                group.add("price", 100L + row % 50);
                group.add("flag", row % 2 == 0 ? "yes" : "no");
                writer.write(group);
            }
        }
    }

    private static ColumnStatistics column(TableStatistics statistics, String name) {
        return Objects.requireNonNull(statistics.columns().get(name));
    }

    @Test
    void footersOfAFewFilesStandForAll() throws IOException {
        for (int file = 0; file < 6; file++) {
            write(file, 10_000);
        }
        TableStatistics statistics = formats.statisticsOf(
                Parquet.at(directory.resolve("t").toString()).input());

        assertThat(statistics.rows()).isCloseTo(60_000, within(2_000.0));
        ColumnStatistics id = column(statistics, "id");
        assertThat(id.low()).isZero();
        assertThat(id.high()).as("the last file is looked at").isEqualTo(59_999);
        assertThat(id.distinct()).isCloseTo(60_000, within(2_000.0));
        ColumnStatistics price = column(statistics, "price");
        assertThat(price.low()).isCloseTo(1.0, within(1e-9));
        assertThat(price.high()).isCloseTo(1.49, within(1e-9));
        assertThat(price.distinct()).as("the steps between").isCloseTo(50, within(0.5));
        assertThat(column(statistics, "flag").distinct())
                .as("ids of a dictionary are short")
                .isBetween(2.0, 8.0);
    }

    @Test
    void ofOtherFilesTheSizeIsKnown() throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), "1,abc\n".repeat(1_000));
        TableStatistics statistics =
                formats.statisticsOf(Csv.at(file.toString()).input());
        assertThat(statistics.rows()).isBetween(100.0, 1_000.0);
        assertThat(statistics.columns()).isEmpty();
    }
}
