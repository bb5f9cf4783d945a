package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Parquet;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.format.Formats;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.TestRows;
import io.weft.stage.FileRange;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetScanTest {
    private static final long SEED = 20_261_122;

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    static Stream<Arguments> layouts() {
        List<Arguments> layouts = new ArrayList<>();
        for (WriterVersion version : WriterVersion.values()) {
            for (CompressionCodecName codec : List.of(
                    CompressionCodecName.UNCOMPRESSED,
                    CompressionCodecName.SNAPPY,
                    CompressionCodecName.ZSTD,
                    CompressionCodecName.GZIP,
                    CompressionCodecName.LZ4_RAW)) {
                layouts.add(Arguments.of(version, codec, true));
                layouts.add(Arguments.of(version, codec, false));
            }
        }
        return layouts.stream();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsEveryTypeInEveryLayout(WriterVersion version, CompressionCodecName codec, boolean isCoded)
            throws IOException {
        Path file = directory.resolve("all.parquet");
        List<List<@Nullable Object>> rows = writeAll(
                file,
                5000,
                builder -> builder.withWriterVersion(version)
                        .withCompressionCodec(codec)
                        .withDictionaryEncoding(isCoded)
                        .withPageSize(1500)
                        .withRowGroupRowCountLimit(1234));

        assertThat(fixture.read(scan(schemaOf(file)), fixture.whole(file))).isEqualTo(rows);
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_READ)).isEqualTo(5);
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(5000);
    }

    @Test
    void leavesOutColumnsOfOtherTypes() throws IOException {
        Path file = directory.resolve("all.parquet");
        writeAll(file, 10, builder -> builder);

        assertThat(schemaOf(file).toString())
                .isEqualTo(
                        "[flag boolean, small int, tiny tinyint, number bigint, real double, day date, text string,"
                                + " word string, price9 decimal(9,2), price18 decimal(18,4), price20 decimal(20,3),"
                                + " price38 decimal(38,10), ratio float, moment timestamp, wall timestamp_ntz, raw binary, many list<int>]");
    }

    @Test
    void tellsTheTypesOfColumnsThatItLeavesOut() throws IOException {
        Path file = directory.resolve("all.parquet");
        writeAll(file, 10, builder -> builder);
        Formats formats = new Formats(fixture.configuration());

        assertThat(formats.unsupportedType(ScanFixture.input(Parquet.FORMAT, file), "unread"))
                .contains("optional int32 unread (TIME(MILLIS,true))");
        assertThat(formats.unsupportedType(ScanFixture.input(Parquet.FORMAT, file), "small"))
                .isEmpty();
        assertThat(formats.unsupportedType(ScanFixture.input(Parquet.FORMAT, file), "none"))
                .isEmpty();
    }

    @Test
    void readsOnlyTheWantedColumnsInTheirOrder() throws IOException {
        Path file = directory.resolve("all.parquet");
        List<List<@Nullable Object>> rows = writeAll(file, 2000, builder -> builder);
        Schema schema = schemaOf(file);
        Schema wanted = Schema.of(schema.field(7), schema.field(1));

        List<List<@Nullable Object>> expected = new ArrayList<>();
        rows.forEach(row -> expected.add(TestRows.row(row.get(7), row.get(1))));
        assertThat(fixture.read(scan(wanted), fixture.whole(file))).isEqualTo(expected);
        long narrow = fixture.counters.get(Counter.INPUT_BYTES);
        ScanFixture other = new ScanFixture();
        other.read(scan(schema), other.whole(file));
        assertThat(narrow).isLessThan(other.counters.get(Counter.INPUT_BYTES) / 2);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES_LOCAL)).isEqualTo(narrow);
    }

    @Test
    void countsRowsWithoutReadingPages() throws IOException {
        Path file = directory.resolve("all.parquet");
        writeAll(file, 9000, builder -> builder.withRowGroupRowCountLimit(700));

        List<Batch> batches = fixture.batches(scan(Schema.of()), fixture.whole(file));

        assertThat(batches.stream().mapToInt(Batch::rowCount).sum()).isEqualTo(9000);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void givesEachRowOnceWhereverTheFileIsCut() throws IOException {
        Path file = directory.resolve("all.parquet");
        List<List<@Nullable Object>> rows = writeAll(file, 4000, builder -> builder.withRowGroupRowCountLimit(700));
        Schema number = Schema.of(new Field("number", Type.BIGINT));
        List<List<@Nullable Object>> expected = new ArrayList<>();
        rows.forEach(row -> expected.add(TestRows.row(row.get(3))));
        Random random = new Random(SEED);

        for (int cut = 0; cut < 60; cut++) {
            long first = 1 + random.nextLong(Files.size(file) - 2);
            long second = first + random.nextLong(Files.size(file) - first);
            List<List<@Nullable Object>> found = new ArrayList<>();
            for (FileRange range : fixture.cut(file, first, second)) {
                found.addAll(fixture.read(scan(number), range));
            }
            assertThat(found)
                    .as("seed %d, cut before %d and %d", SEED, first, second)
                    .isEqualTo(expected);
        }
    }

    @Test
    void givesARowGroupToTheRangeThatHoldsItsMiddle() throws IOException {
        Path file = directory.resolve("all.parquet");
        writeAll(file, 1000, builder -> builder.withRowGroupRowCountLimit(500));
        BlockMetaData first;
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), fixture.configuration()))) {
            first = reader.getRowGroups().get(0);
        }
        long middle = first.getStartingPos() + first.getCompressedSize() / 2;
        Scan nothing = scan(Schema.of());

        assertThat(fixture.read(nothing, fixture.cut(file, middle).get(0))).isEmpty();
        assertThat(fixture.read(nothing, fixture.cut(file, middle + 1).get(0))).hasSize(500);
    }

    @Test
    void keepsStringsAsIdsWhereTheFileDoes() throws IOException {
        Path coded = directory.resolve("coded.parquet");
        Path plain = directory.resolve("plain.parquet");
        writeAll(coded, 3000, builder -> builder);
        writeAll(plain, 3000, builder -> builder.withDictionaryEncoding(false));
        Scan words = scan(Schema.of(new Field("word", Type.STRING)));

        List<Batch> batches = fixture.batches(words, fixture.whole(coded));

        assertThat(batches.get(0).column(0)).isInstanceOf(CodedBytesVector.class);
        assertThat(fixture.batches(words, fixture.whole(plain)).get(0).column(0))
                .isInstanceOf(PlainBytesVector.class);
    }

    @Test
    void goesOnWithPlainStringsWhereTheDictionaryGrewTooLarge() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message m { optional binary s (STRING); }");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < 20_000; row++) {
            rows.add(TestRows.row(row % 7 == 0 ? null : "value" + (row < 10_500 ? row % 50 : row)));
        }
        Path file = directory.resolve("mixed.parquet");
        ParquetTestFile.write(
                file,
                schema,
                List.of("s"),
                rows,
                builder -> builder.withDictionaryPageSize(60_000)
                        .withPageSize(4000)
                        .withPageRowCountLimit(1000));
        Scan scan = scan(Schema.of(new Field("s", Type.STRING)));

        assertThat(fixture.read(scan, fixture.whole(file))).isEqualTo(rows);
        List<Batch> batches = fixture.batches(scan, fixture.whole(file));
        assertThat(batches.get(0).column(0)).isInstanceOf(CodedBytesVector.class);
        assertThat(batches.get(batches.size() - 1).column(0)).isInstanceOf(PlainBytesVector.class);
    }

    @Test
    void readsWindowByWindowWhatDoesNotFitItsBuffer() throws IOException {
        Path file = directory.resolve("all.parquet");
        List<List<@Nullable Object>> rows = writeAll(
                file, 60_000, builder -> builder.withDictionaryEncoding(false).withPageSize(20_000));

        assertThat(new ScanFixture(2L << 20).read(scan(schemaOf(file)), fixture.whole(file)))
                .isEqualTo(rows);
    }

    @Test
    void refusesAFileWithOtherColumns() throws IOException {
        Path file = directory.resolve("all.parquet");
        writeAll(file, 10, builder -> builder);

        assertThatThrownBy(() -> read(file, new Field("number", Type.INT)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessageContaining("all.parquet] Cannot read column 'number' as int, which it is in ")
                .hasMessageContaining(": in this file it is bigint (");
        assertThatThrownBy(() -> read(file, new Field("many", Type.DOUBLE)))
                .hasMessageContaining("Cannot read column 'many' as double")
                .hasMessageContaining(": in this file it is list<int> (");
    }

    @Test
    void refusesAFileThatChangedAfterPlanning() throws IOException {
        Path file = directory.resolve("all.parquet");
        writeAll(file, 10, builder -> builder);
        FileRange planned = fixture.whole(file);
        Files.delete(file);
        Files.deleteIfExists(directory.resolve(".all.parquet.crc"));
        writeAll(file, 11, builder -> builder);

        assertThatThrownBy(() -> fixture.read(scan(schemaOf(file)), planned))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_CHANGED));
    }

    private void read(Path file, Field field) {
        fixture.read(scan(Schema.of(field)), fixture.whole(file));
    }

    private List<List<@Nullable Object>> writeAll(
            Path file, int count, UnaryOperator<ExampleParquetWriter.Builder> options) throws IOException {
        ParquetTestFile.write(file, ParquetTestFile.ALL_TYPES, List.of(), List.of(), options);
        Schema schema = schemaOf(file);
        Files.delete(file);
        List<List<@Nullable Object>> rows = ParquetTestFile.rows(schema.types(), count, new Random(SEED));
        ParquetTestFile.write(file, ParquetTestFile.ALL_TYPES, schema.names(), rows, options);
        return rows;
    }

    private Schema schemaOf(Path file) {
        return new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Parquet.FORMAT, file));
    }

    private static Scan scan(Schema schema) {
        return ScanFixture.scan(Parquet.FORMAT, schema);
    }
}
