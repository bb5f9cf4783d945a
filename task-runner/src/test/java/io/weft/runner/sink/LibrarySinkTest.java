package io.weft.runner.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Avro;
import io.weft.api.Orc;
import io.weft.plan.Output;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.Formats;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.scan.ScanFixture;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.RandomBatch;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What other libraries write of Weft's rows. */
class LibrarySinkTest {
    @TempDir
    Path directory;

    private final Configuration configuration = new Configuration();
    private final Counters counters = new Counters();
    private final ScanFixture fixture = new ScanFixture();

    static Stream<Arguments> formatsAndSeeds() {
        return Stream.of(Orc.FORMAT, Avro.FORMAT)
                .flatMap(format -> LongStream.rangeClosed(1, 10).mapToObj(seed -> Arguments.of(format, seed)));
    }

    @ParameterizedTest
    @MethodSource("formatsAndSeeds")
    void writesRowsThatAScanReadsBack(String format, long seed) throws IOException {
        RandomBatch random = new RandomBatch(seed);
        List<Type> types = new ArrayList<>(random.types());
        if (format.equals(Avro.FORMAT)) {
            // Avro has no shorter integers.
            types.replaceAll(type -> type.equals(Type.TINYINT) || type.equals(Type.SMALLINT) ? Type.INT : type);
        } else {
            // Many are within the one second that ORC does not have.
            types.replaceAll(
                    type -> type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ) ? Type.BIGINT : type);
        }
        Schema schema = schema(types);
        List<List<@Nullable Object>> rows = new ArrayList<>();

        List<OutputFile> files;
        try (FileSink sink = sink(format, schema, 3)) {
            for (int batch = 0; batch < 4; batch++) {
                Batch written = random.batch(types, 1000);
                sink.write(written);
                rows.addAll(TestRows.rows(written, types));
            }
            files = sink.finish();
        }

        assertThat(files).hasSize(1);
        OutputFile file = files.get(0);
        Path path = directory.resolve("attempt").resolve(file.name());
        CRC32C checksum = new CRC32C();
        checksum.update(Files.readAllBytes(path));
        assertThat(file.checksum()).isEqualTo(checksum.getValue());
        assertThat(file.length()).isEqualTo(Files.size(path));
        assertThat(file.rows()).isEqualTo(rows.size());
        assertThat(counters.get(Counter.ROWS_WRITTEN)).isEqualTo(rows.size());
        assertThat(new Formats(configuration).schemaOf(ScanFixture.input(format, path)))
                .isEqualTo(schema);
        assertThat(fixture.read(ScanFixture.scan(format, schema), fixture.whole(path)))
                .as("seed %d", seed)
                .isEqualTo(rows);
    }

    @Test
    void writesTimesIntoOrcThatAScanReadsBack() {
        Schema schema = schema(List.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String time : List.of(
                "1970-01-01T00:00:00",
                "1970-01-01T00:00:00.000001",
                "1969-12-31T23:59:59",
                "1969-12-31T23:59:58.999999",
                "1969-12-31T23:59:58.000001",
                "1582-10-04T12:00:00.5",
                "0001-01-01T00:00:00",
                "2026-11-28T09:10:11.123456",
                "9999-12-31T23:59:59.999999")) {
            LocalDateTime local = LocalDateTime.parse(time);
            rows.add(TestRows.row(local.toInstant(ZoneOffset.UTC), local, local.toLocalDate()));
        }
        rows.add(TestRows.row(null, null, null));

        List<OutputFile> files;
        try (FileSink sink = sink(Orc.FORMAT, schema, 0)) {
            sink.write(TestRows.batch(schema.types(), rows));
            files = sink.finish();
        }

        Path path = directory.resolve("attempt").resolve(files.get(0).name());
        assertThat(fixture.read(ScanFixture.scan(Orc.FORMAT, schema), fixture.whole(path)))
                .isEqualTo(rows);
    }

    @Test
    void refusesTimesThatOrcWouldReadAsOthers() {
        Schema schema = schema(List.of(Type.TIMESTAMP));
        Batch batch =
                TestRows.batch(schema.types(), List.of(TestRows.row(Instant.parse("1969-12-31T23:59:59.000001Z"))));
        Batch other = TestRows.batch(schema.types(), List.of(TestRows.row(Instant.parse("1969-12-31T23:59:59.001Z"))));

        try (FileSink sink = sink(Orc.FORMAT, schema, 0)) {
            sink.write(batch);
            assertThatThrownBy(() -> sink.write(other))
                    .hasMessage(
                            "Cannot write the time 1969-12-31T23:59:59.001 to ORC: of the last second before 1970 its"
                                    + " files keep no fraction (cut it off with a cast, or write Parquet)");
        }
    }

    @Test
    void keepsTheColumnsOfAnOutputWithoutRowsInTheFirstTasksFile() {
        Schema schema = schema(List.of(Type.BIGINT, Type.STRING));
        for (String format : List.of(Orc.FORMAT, Avro.FORMAT)) {
            try (FileSink first = sink(format, schema, 0);
                    FileSink second = sink(format, schema, 1)) {
                List<OutputFile> files = first.finish();

                assertThat(second.finish()).isEmpty();
                assertThat(files).hasSize(1);
                Path path = directory.resolve("attempt").resolve(files.get(0).name());
                assertThat(new Formats(configuration).schemaOf(ScanFixture.input(format, path)))
                        .isEqualTo(schema);
            }
        }
    }

    @Test
    void leavesNothingOfAnAttemptThatWasNotFinished() {
        for (String format : List.of(Orc.FORMAT, Avro.FORMAT)) {
            try (FileSink sink = sink(format, schema(List.of(Type.INT)), 5)) {
                sink.write(TestRows.batch(List.of(Type.INT), List.of(TestRows.row(7))));
            }
            assertThat(directory.resolve("attempt").toFile().list()).as(format).isEmpty();
        }
    }

    @Test
    void refusesNamesThatAvroDoesNotHave() {
        try (FileSink sink = sink(Avro.FORMAT, Schema.of(new Field("a name", Type.INT)), 0)) {
            assertThatThrownBy(sink::finish)
                    .hasMessage(
                            "Cannot write column 'a name' to Avro: its names are letters, digits and _, and begin with"
                                    + " no digit (rename the column with as(\"...\"))");
        }
    }

    private FileSink sink(String format, Schema schema, int task) {
        Output output = new Output(format, directory.toString(), new TreeMap<>());
        return new FileSinks(configuration, counters, new MemoryArbiter(64L << 20, 1).open("test"))
                .create(
                        output,
                        schema,
                        new org.apache.hadoop.fs.Path(
                                directory.resolve("attempt").toUri()),
                        task);
    }

    private static Schema schema(List<Type> types) {
        List<Field> fields = new ArrayList<>();
        for (Type type : types) {
            fields.add(new Field("c" + fields.size(), type));
        }
        return new Schema(fields);
    }
}
