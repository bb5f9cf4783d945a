package io.weft.runner.scan;

import static io.weft.runner.vector.TestRows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.SequenceFile;
import io.weft.protocol.Counter;
import io.weft.runner.format.Formats;
import io.weft.stage.FileRange;
import io.weft.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.SequenceFile.Writer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceFileScanTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void readsEachRecordOnceHoweverTheFileIsCut(CompressionType compression) throws IOException {
        Path file = write(compression);
        Schema schema = schemaOf(file);
        long length = Files.size(file);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            expected.add(row((long) row, "wörd " + row));
        }

        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (FileRange range : fixture.cut(file, 5, 50, length / 7, length / 3, length / 3 + 10, length - 1)) {
            rows.addAll(fixture.read(ScanFixture.scan(SequenceFile.FORMAT, schema), range));
        }

        assertThat(schema).hasToString("[key bigint, value string]");
        assertThat(rows).isEqualTo(expected);
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(ROWS);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES_LOCAL)).isPositive();
    }

    @Test
    void readsOneColumnOrNone() throws IOException {
        Path file = write(CompressionType.BLOCK);
        Schema schema = schemaOf(file);

        assertThat(fixture.read(ScanFixture.scan(SequenceFile.FORMAT, Schema.of(schema.field(1))), fixture.whole(file)))
                .hasSize(ROWS)
                .startsWith(row("wörd 0"), row("wörd 1"));
        assertThat(fixture.read(ScanFixture.scan(SequenceFile.FORMAT, Schema.of()), fixture.whole(file)))
                .hasSize(ROWS);
    }

    @Test
    void hasNoColumnForNothingAndTellsTypesThatItDoesNotRead() throws IOException {
        Path nothing = directory.resolve("nothing");
        try (Writer writer = writer(nothing, CompressionType.NONE, NullWritable.class, DoubleWritable.class)) {
            writer.append(NullWritable.get(), new DoubleWritable(1.5));
        }
        Path map = directory.resolve("map");
        try (Writer writer = writer(map, CompressionType.NONE, LongWritable.class, MapWritable.class)) {
            writer.append(new LongWritable(1), new MapWritable());
        }

        assertThat(schemaOf(nothing)).hasToString("[value double]");
        assertThat(fixture.read(ScanFixture.scan(SequenceFile.FORMAT, schemaOf(nothing)), fixture.whole(nothing)))
                .containsExactly(row(1.5));
        assertThat(schemaOf(map)).hasToString("[key bigint]");
        assertThat(new Formats(fixture.configuration())
                        .unsupportedType(ScanFixture.input(SequenceFile.FORMAT, map), "value"))
                .hasValue("org.apache.hadoop.io.MapWritable");
    }

    @Test
    void tellsBehindWhichByteAFileIsDamaged() throws IOException {
        Path file = directory.resolve("sound");
        long place = 0;
        try (Writer writer = writer(file, CompressionType.NONE, LongWritable.class, Text.class)) {
            for (int row = 0; row < 20; row++) {
                place = row == 10 ? writer.getLength() : place;
                writer.append(new LongWritable(row), new Text("word " + row));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        // The length of the record, which is followed by that of its key.
        bytes[(int) place + 4] = 0x7f;
        Path damaged = Files.write(directory.resolve("damaged"), bytes);

        assertThatThrownBy(() ->
                        fixture.read(ScanFixture.scan(SequenceFile.FORMAT, schemaOf(damaged)), fixture.whole(damaged)))
                .hasMessageStartingWith(
                        "[file:%s] Cannot read the file: it is damaged, or not in this format, behind byte %d: "
                                .formatted(damaged, place));
    }

    @Test
    void refusesAFileThatIsNone() throws IOException {
        Path text = Files.write(
                directory.resolve("text"), "no sequence file".repeat(10).getBytes(UTF_8));

        assertThatThrownBy(() -> schemaOf(text))
                .hasMessageStartingWith(
                        "[file:%s] Cannot read the file: it is damaged, or not in this format: ".formatted(text));
    }

    private Schema schemaOf(Path file) {
        return new Formats(fixture.configuration()).schemaOf(ScanFixture.input(SequenceFile.FORMAT, file));
    }

    private Path write(CompressionType compression) throws IOException {
        Path file = directory.resolve(compression.toString());
        try (Writer writer = writer(file, compression, LongWritable.class, Text.class)) {
            for (int row = 0; row < ROWS; row++) {
                writer.append(new LongWritable(row), new Text("wörd " + row));
            }
        }
        return file;
    }

    private Writer writer(
            Path file, CompressionType compression, Class<? extends Writable> key, Class<? extends Writable> value)
            throws IOException {
        return org.apache.hadoop.io.SequenceFile.createWriter(
                fixture.configuration(),
                Writer.file(new org.apache.hadoop.fs.Path(file.toUri())),
                Writer.keyClass(key),
                Writer.valueClass(value),
                Writer.compression(compression));
    }
}
