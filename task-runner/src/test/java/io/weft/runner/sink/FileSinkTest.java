package io.weft.runner.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Parquet;
import io.weft.api.Row;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.Formats;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.scan.ScanFixture;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.RandomBatch;
import io.weft.runner.vector.TestRows;
import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSinkTest {
    @TempDir
    Path directory;

    private final Configuration configuration = new Configuration();
    private final Counters counters = new Counters();
    private final ScanFixture fixture = new ScanFixture();
    private final MemoryArbiter arbiter = new MemoryArbiter(256L << 20, 1);
    private final TaskMemory memory = arbiter.open("test");

    @AfterEach
    void holdsNoMemory() {
        assertThat(memory.unreleased()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void writesParquetThatAScanReadsBack(long seed) {
        RandomBatch random = new RandomBatch(seed);
        List<Type> types = new ArrayList<>(random.types());
        types.addAll(random.nestedTypes());
        Schema schema = schema(types);
        List<List<@Nullable Object>> rows = new ArrayList<>();

        List<OutputFile> files;
        try (FileSink sink = sink(Parquet.FORMAT, schema, 3)) {
            for (int batch = 0; batch < 4; batch++) {
                Batch written = random.batch(types, 1000);
                sink.write(written);
                rows.addAll(TestRows.rows(written, types));
            }
            files = sink.finish();
        }

        OutputFile file = files.get(0);
        assertThat(files).hasSize(1);
        assertThat(file.name()).isEqualTo("part-00003.zstd.parquet");
        assertThat(file.rows()).isEqualTo(rows.size());
        assertThat(counters.get(Counter.ROWS_WRITTEN)).isEqualTo(rows.size());
        assertThat(counters.get(Counter.OUTPUT_BYTES)).isEqualTo(file.length());
        Path path = directory.resolve("attempt").resolve(file.name());
        assertThat(new Formats(configuration).schemaOf(ScanFixture.input(Parquet.FORMAT, path)))
                .isEqualTo(schema);
        assertThat(fixture.read(ScanFixture.scan(Parquet.FORMAT, schema), fixture.whole(path)))
                .as("seed %d", seed)
                .isEqualTo(rows);
    }

    @Test
    void tellsLengthAndChecksumOfTheFile() throws IOException {
        for (String format : List.of(Parquet.FORMAT, Text.FORMAT)) {
            OutputFile file = write(format, schema(List.of(Type.BIGINT)), List.of(TestRows.row(5L)))
                    .get(0);
            byte[] bytes = Files.readAllBytes(directory.resolve("attempt").resolve(file.name()));
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);

            assertThat(file.length()).isEqualTo(bytes.length);
            assertThat(file.checksum()).isEqualTo(checksum.getValue());
        }
    }

    @Test
    void compressesParquetAndKeepsStatisticsAndPageIndexes() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = -7; row <= 50; row++) {
            rows.add(TestRows.row(row, "one of two words, " + row % 2));
        }
        OutputFile file = write(Parquet.FORMAT, schema(List.of(Type.BIGINT, Type.STRING)), rows)
                .get(0);

        try (ParquetFileReader reader = open(file)) {
            List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(0).getColumns();
            assertThat(chunks.get(0).getCodec()).isEqualTo(CompressionCodecName.ZSTD);
            assertThat(chunks.get(0).getStatistics().minAsString()).isEqualTo("-7");
            assertThat(chunks.get(0).getStatistics().maxAsString()).isEqualTo("50");
            assertThat(chunks.get(1).hasDictionaryPage()).isTrue();
            assertThat(reader.readOffsetIndex(chunks.get(0)).getPageCount()).isEqualTo(1);
        }
    }

    @Test
    void writesBloomFiltersWhereTheyAreAsked() throws IOException {
        Schema schema = schema(List.of(Type.BIGINT, Type.STRING, Type.STRING));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = 0; row < 3000; row++) {
            rows.add(TestRows.row(row, "text " + row, row % 9 == 0 ? null : "value " + row));
        }
        OutputFile file;
        try (FileSink sink = sink(Parquet.at("out").bloomFilter("c0", "c2").output(), schema, 0)) {
            sink.write(TestRows.batch(schema.types(), rows));
            file = sink.finish().get(0);
        }

        try (ParquetFileReader reader = open(file)) {
            List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(0).getColumns();
            assertThat(chunks)
                    .extracting(chunk -> chunk.getBloomFilterOffset() > 0)
                    .containsExactly(true, false, true);
            BloomFilter filter = reader.readBloomFilter(chunks.get(2));
            assertThat(filter.findHash(filter.hash(Binary.fromString("value 7"))))
                    .isTrue();
            assertThat(filter.findHash(filter.hash(Binary.fromString("value 9"))))
                    .isFalse();
        }
    }

    @Test
    void writesSmallerRowGroupsWhereMemoryIsRefused() throws IOException {
        Schema schema = schema(List.of(Type.BIGINT));
        Random random = new Random(3);
        TaskMemory small = new MemoryArbiter(6L << 20, 1).open("small");
        org.apache.hadoop.fs.Path attempt =
                new org.apache.hadoop.fs.Path(directory.resolve("attempt").toUri());
        OutputFile file;
        try (FileSink sink = new FileSinks(configuration, counters, small)
                .create(new Output(Parquet.FORMAT, "out", new TreeMap<>()), schema, attempt, 0)) {
            for (int batch = 0; batch < 400; batch++) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                for (int row = 0; row < 4000; row++) {
                    rows.add(TestRows.row(random.nextLong()));
                }
                sink.write(TestRows.batch(schema.types(), rows));
            }
            file = sink.finish().get(0);
        }

        try (ParquetFileReader reader = open(file)) {
            assertThat(reader.getRowGroups()).hasSizeGreaterThan(2);
            assertThat(reader.getRecordCount()).isEqualTo(1_600_000);
        }
        assertThat(small.unreleased()).isEmpty();
        assertThat(small.peak()).isLessThanOrEqualTo(6L << 20);
    }

    @Test
    void letsNoRowGroupReachIntoTheNextBlock() throws IOException {
        int block = 9 << 20;
        configuration.setLong("fs.local.block.size", block);
        configuration.setBoolean("fs.file.impl.disable.cache", true);
        Schema schema = schema(List.of(Type.BIGINT, Type.decimal(38, 0)));
        Random random = new Random(7);
        OutputFile file;
        try (FileSink sink = sink(Parquet.FORMAT, schema, 0)) {
            for (int batch = 0; batch < 300; batch++) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                for (int row = 0; row < 4000; row++) {
                    rows.add(TestRows.row(random.nextLong(), BigDecimal.valueOf(random.nextLong())));
                }
                sink.write(TestRows.batch(schema.types(), rows));
            }
            file = sink.finish().get(0);
        }

        assertThat(file.length()).isGreaterThan(2L * block);
        try (ParquetFileReader reader = open(file)) {
            assertThat(reader.getRowGroups()).hasSizeGreaterThan(1);
            for (BlockMetaData group : reader.getRowGroups()) {
                long end = group.getStartingPos() + group.getCompressedSize();
                assertThat((end - 1) / block)
                        .as("block of the last byte of a row group from %d to %d", group.getStartingPos(), end)
                        .isEqualTo(group.getStartingPos() / block);
            }
        }
    }

    @Test
    void keepsTheColumnsOfAnOutputWithoutRows() throws IOException {
        Schema schema = schema(List.of(Type.BIGINT));
        List<OutputFile> first;
        List<OutputFile> second;
        try (FileSink sink = sink(Parquet.FORMAT, schema, 0)) {
            first = sink.finish();
        }
        try (FileSink sink = sink(Parquet.FORMAT, schema, 1)) {
            second = sink.finish();
        }

        assertThat(first).extracting(OutputFile::rows).containsExactly(0L);
        assertThat(second).isEmpty();
        assertThat(new Formats(configuration).schemaOf(ScanFixture.input(Parquet.FORMAT, directory.resolve("attempt"))))
                .isEqualTo(schema);
    }

    @Test
    void writesTextWithTabsAndHivesNull() throws IOException {
        DecimalType wide = Type.decimal(38, 2);
        List<OutputFile> files = write(
                Text.FORMAT,
                schema(List.of(
                        Type.STRING,
                        Type.INT,
                        Type.BIGINT,
                        Type.DOUBLE,
                        Type.BOOLEAN,
                        Type.DATE,
                        wide,
                        Type.decimal(9, 2))),
                List.of(
                        TestRows.row(
                                "w\u00e4",
                                -1,
                                2L,
                                0.5,
                                true,
                                LocalDate.of(1998, 9, 2),
                                new BigDecimal("-123456789012345678901234567890.12"),
                                new BigDecimal("0.05")),
                        TestRows.row(null, null, null, null, null, null, null, null),
                        TestRows.row(
                                "",
                                0,
                                Long.MIN_VALUE,
                                1e300,
                                false,
                                LocalDate.EPOCH,
                                new BigDecimal("1.00"),
                                new BigDecimal("-0.01"))));

        assertThat(files).extracting(OutputFile::name).containsExactly("part-00000.txt");
        assertThat(Files.readString(directory.resolve("attempt/part-00000.txt")))
                .isEqualTo("""
                        w\u00e4\t-1\t2\t0.5\ttrue\t1998-09-02\t-123456789012345678901234567890.12\t0.05
                        \\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N
                        \t0\t-9223372036854775808\t1.0E300\tfalse\t1970-01-01\t1.00\t-0.01
                        """);
    }

    @Test
    void writesNestedColumnsAsJson() throws IOException {
        StructType struct = Type.struct(new Field("a", Type.INT), new Field("b", Type.list(Type.STRING)));
        write(
                Text.FORMAT,
                schema(List.of(struct, Type.map(Type.STRING, Type.DOUBLE))),
                List.of(
                        TestRows.row(Row.of(struct.schema(), List.of(1, List.of("x"))), Map.of("k", 0.5)),
                        TestRows.row(null, Map.of())));

        assertThat(Files.readString(directory.resolve("attempt/part-00000.txt")))
                .isEqualTo("""
                        {"a":1,"b":["x"]}\t{"k":0.5}
                        \\N\t{}
                        """);
    }

    @Test
    void writesTimesFloatsAndBytesAsText() throws IOException {
        write(
                Text.FORMAT,
                schema(List.of(
                        Type.TINYINT, Type.SMALLINT, Type.FLOAT, Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.BINARY)),
                List.of(
                        TestRows.row(
                                (byte) -1,
                                (short) 300,
                                0.1f,
                                Instant.parse("1998-09-02T13:05:00.25Z"),
                                LocalDateTime.of(1998, 9, 2, 13, 5),
                                new Bytes("6162")),
                        TestRows.row(null, null, null, null, null, null)));

        assertThat(Files.readString(directory.resolve("attempt/part-00000.txt")))
                .isEqualTo("""
                        -1\t300\t0.1\t1998-09-02 13:05:00.25\t1998-09-02 13:05:00\tab
                        \\N\t\\N\t\\N\t\\N\t\\N\t\\N
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {Parquet.FORMAT, Text.FORMAT})
    void leavesNothingWhenItIsNotFinished(String format) throws IOException {
        Schema schema = schema(List.of(Type.BIGINT));
        try (FileSink sink = sink(format, schema, 0)) {
            sink.write(TestRows.batch(schema.types(), List.of(TestRows.row(1L))));
        }

        try (Stream<Path> left = Files.list(directory.resolve("attempt"))) {
            assertThat(left).isEmpty();
        }
        assertThat(counters).isEqualTo(new Counters());
    }

    @ParameterizedTest
    @ValueSource(strings = {Parquet.FORMAT, Text.FORMAT})
    void doesNotOverwrite(String format) {
        Schema schema = schema(List.of(Type.BIGINT));
        write(format, schema, List.of(TestRows.row(1L)));

        assertThatThrownBy(() -> write(format, schema, List.of(TestRows.row(2L))))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessageContaining("Cannot write '")
                .hasMessageContaining("already exists");
        assertThat(directory.resolve("attempt")).isDirectoryContaining("glob:**/part-00000.*");
    }

    @Test
    void saysWhichFormatsThereAre() {
        assertThatThrownBy(() -> sink("parkuet", Schema.of(), 0))
                .hasMessage("Cannot write the format 'parkuet': the formats are [csv, json, parquet, text, orc, avro]"
                        + " (did you mean 'parquet'?)");
    }

    private List<OutputFile> write(String format, Schema schema, List<List<@Nullable Object>> rows) {
        try (FileSink sink = sink(format, schema, 0)) {
            sink.write(TestRows.batch(schema.types(), rows));
            return sink.finish();
        }
    }

    private FileSink sink(String format, Schema schema, int task) {
        return sink(new Output(format, "out", new TreeMap<>()), schema, task);
    }

    private FileSink sink(Output output, Schema schema, int task) {
        org.apache.hadoop.fs.Path attempt =
                new org.apache.hadoop.fs.Path(directory.resolve("attempt").toUri());
        return new FileSinks(configuration, counters, memory).create(output, schema, attempt, task);
    }

    private ParquetFileReader open(OutputFile file) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(
                        directory.resolve("attempt").resolve(file.name()).toUri()),
                configuration));
    }

    private static Schema schema(List<? extends Type> types) {
        List<Field> fields = new ArrayList<>();
        for (Type type : types) {
            fields.add(new Field("c" + fields.size(), type));
        }
        return new Schema(fields);
    }
}
