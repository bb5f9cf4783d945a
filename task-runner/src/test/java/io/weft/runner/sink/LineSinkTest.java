package io.weft.runner.sink;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Compression;
import io.weft.api.Csv;
import io.weft.api.JsonLines;
import io.weft.api.Sink;
import io.weft.api.Source;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSinkTest {
    @TempDir
    Path directory;

    private final Counters counters = new Counters();
    private final ScanFixture fixture = new ScanFixture();

    @Test
    void writesCsvThatSaysWhatIsNullAndWhatIsText() throws IOException {
        Schema schema = schema(
                field("a,b", Type.STRING),
                field("n", Type.decimal(5, 2)),
                field("d", Type.DATE),
                field("f", Type.DOUBLE));
        List<List<@Nullable Object>> rows = List.of(
                TestRows.row("x", new BigDecimal("-0.05"), LocalDate.of(2026, 11, 28), 1e300),
                TestRows.row("", null, null, Double.NaN),
                TestRows.row(null, null, null, null),
                TestRows.row("q\"u,o\nte", null, null, null));

        write(Csv.at("out").header(), schema, rows);

        assertThat(text("part-00000.csv")).isEqualTo("""
                "a,b",n,d,f
                x,-0.05,2026-11-28,1.0E300
                "",,,NaN
                ,,,
                "q""u,o
                te",,,
                """);
    }

    @Test
    void writesOtherDialects() throws IOException {
        Schema schema = schema(field("s", Type.STRING), field("d", Type.DATE));
        List<List<@Nullable Object>> rows = List.of(
                TestRows.row("it's \\ so", LocalDate.of(2026, 11, 28)),
                TestRows.row("NULL", null),
                TestRows.row("", null));

        write(
                Csv.at("out")
                        .delimiter(';')
                        .quote('\'')
                        .escape('\\')
                        .nullText("NULL")
                        .dateFormat("d.M.yyyy"),
                schema,
                rows);

        assertThat(text("part-00000.csv")).isEqualTo("""
                'it\\'s \\\\ so';28.11.2026
                'NULL';NULL
                '';NULL
                """);
    }

    @Test
    void refusesToWriteWhatCannotBeReadWithoutQuotes() {
        Schema schema = schema(field("s", Type.STRING));

        assertThatThrownBy(() ->
                        write(Csv.at("out").withoutQuotes().delimiter('\t'), schema, List.of(TestRows.row("a\tb"))))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessage("Cannot write 'a\tb' as CSV without quotes: it would be read as something else"
                        + " (leave withoutQuotes() out, or choose another delimiter or null text)");
    }

    @Test
    void writesJson() throws IOException {
        Schema schema = schema(
                field("s", Type.STRING),
                field("l", Type.BIGINT),
                field("n", Type.decimal(38, 2)),
                field("f", Type.DOUBLE),
                field("d", Type.DATE),
                field("b", Type.BOOLEAN));

        write(
                JsonLines.at("out"),
                schema,
                List.of(
                        TestRows.row(
                                "\u00e4\"\n\u0001",
                                Long.MIN_VALUE,
                                new BigDecimal("123456789012345678901234567890.10"),
                                -0.5,
                                LocalDate.of(2026, 11, 28),
                                true),
                        TestRows.row(null, null, null, Double.POSITIVE_INFINITY, null, null)));

        assertThat(text("part-00000.json")).isEqualTo("""
                {"s":"\u00e4\\"\\n\\u0001","l":-9223372036854775808,"n":123456789012345678901234567890.10,"f":-0.5,"d":"2026-11-28","b":true}
                {"s":null,"l":null,"n":null,"f":"Infinity","d":null,"b":null}
                """);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void writesLinesThatAScanReadsBack(long seed) {
        RandomBatch random = new RandomBatch(seed);
        Schema schema = schemaOf(random.types());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<Batch> batches = List.of(random.batch(schema.types(), 700), random.batch(schema.types(), 4096));
        batches.forEach(batch -> rows.addAll(TestRows.rows(batch, schema.types())));
        Path out = directory.resolve("attempt");

        for (Compression compression : new Compression[] {Compression.NONE, Compression.ZSTD}) {
            Csv csv = Csv.at(out.toString())
                    .schema(schema)
                    .compression(compression)
                    .multiline();
            assertThat(readBack(csv, csv, schema, batches))
                    .as("CSV, seed %d", seed)
                    .isEqualTo(rows);
            JsonLines json = JsonLines.at(out.toString()).schema(schema).compression(compression);
            assertThat(readBack(json, json, schema, batches))
                    .as("JSON, seed %d", seed)
                    .isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void writesNestedJsonThatAScanReadsBack(long seed) {
        RandomBatch random = new RandomBatch(seed);
        Schema schema = schemaOf(random.nestedTypes());
        List<Batch> batches = List.of(random.batch(schema.types(), 300));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        batches.forEach(batch -> rows.addAll(TestRows.rows(batch, schema.types())));
        JsonLines json = JsonLines.at(directory.resolve("attempt").toString()).schema(schema);

        assertThat(readBack(json, json, schema, batches)).as("seed %d", seed).isEqualTo(rows);
    }

    private List<List<@Nullable Object>> readBack(Source source, Sink sink, Schema schema, List<Batch> batches) {
        OutputFile file;
        try (FileSink files = sink(sink, schema)) {
            batches.forEach(files::write);
            file = files.finish().get(0);
        }
        Path path = directory.resolve("attempt").resolve(file.name());
        Input input = new Formats(fixture.configuration()).complete(source.input());
        Scan scan = new Scan(new NodeId(0), input, schema, schema, List.of());
        List<List<@Nullable Object>> rows = fixture.read(scan, fixture.whole(path));
        assertThat(path.toFile().delete()).isTrue();
        return rows;
    }

    @Test
    void namesFilesAfterTheirCompressionAndCountsTheirBytes() throws IOException {
        Schema schema = schema(field("s", Type.STRING));

        List<OutputFile> files =
                write(Text.at("out").compression(Compression.GZIP), schema, List.of(TestRows.row("x".repeat(1000))));

        assertThat(files).extracting(OutputFile::name).containsExactly("part-00000.txt.gz");
        assertThat(files.get(0).length())
                .isLessThan(200)
                .isEqualTo(Files.size(directory.resolve("attempt/part-00000.txt.gz")));
        assertThat(counters.get(Counter.OUTPUT_BYTES)).isEqualTo(files.get(0).length());
    }

    private List<OutputFile> write(Sink sink, Schema schema, List<List<@Nullable Object>> rows) {
        try (FileSink files = sink(sink, schema)) {
            files.write(TestRows.batch(schema.types(), rows));
            return files.finish();
        }
    }

    private FileSink sink(Sink sink, Schema schema) {
        return new FileSinks(fixture.configuration(), counters, new MemoryArbiter(64L << 20, 1).open("test"))
                .create(
                        sink.output(),
                        schema,
                        new org.apache.hadoop.fs.Path(
                                directory.resolve("attempt").toUri()),
                        0);
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve("attempt").resolve(name));
    }

    private static Schema schemaOf(List<? extends Type> types) {
        List<Field> fields = new ArrayList<>();
        for (Type type : types) {
            fields.add(new Field("c" + fields.size(), type));
        }
        return new Schema(fields);
    }
}
