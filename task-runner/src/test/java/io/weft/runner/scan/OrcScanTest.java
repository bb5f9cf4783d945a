package io.weft.runner.scan;

import static io.weft.runner.vector.TestRows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Orc;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunctions;
import io.weft.protocol.Counter;
import io.weft.runner.format.Formats;
import io.weft.stage.FileRange;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrcScanTest {
    private static final int ROWS = 60_000;

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    @ParameterizedTest
    @EnumSource(
            value = CompressionKind.class,
            names = {"NONE", "ZLIB", "SNAPPY", "LZ4", "ZSTD", "BROTLI"})
    void readsWhatOrcWritesWithEachCompression(CompressionKind compression) throws IOException {
        Path file = write(compression);

        List<List<@Nullable Object>> rows =
                fixture.read(ScanFixture.scan(Orc.FORMAT, schemaOf(file)), fixture.whole(file));

        assertThat(rows).hasSize(ROWS);
        assertThat(rows.get(9))
                .isEqualTo(row(9, LocalDate.ofEpochDay(9), "word 9", new BigDecimal("900.0000000000"), "x"));
        assertThat(rows.get(10)).isEqualTo(row(10, LocalDate.ofEpochDay(10), null, null, "x"));
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(ROWS);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES_LOCAL))
                .isPositive()
                .isEqualTo(fixture.counters.get(Counter.INPUT_BYTES));
    }

    @Test
    void leavesOutColumnsOfOtherTypesAndTellsThem() throws IOException {
        Path file = write(CompressionKind.ZLIB);

        assertThat(schemaOf(file)).hasToString("[id int, day date, word string, price decimal(30,10), flag string]");
        assertThat(new Formats(fixture.configuration()).unsupportedType(ScanFixture.input(Orc.FORMAT, file), "either"))
                .hasValue("uniontype<int,string>");
    }

    @Test
    void readsEachStripeWithTheRangeInWhichItBegins() throws IOException {
        Path file = write(CompressionKind.NONE);
        Schema id = Schema.of(schemaOf(file).field(0));
        long length = Files.size(file);

        List<Object> ids = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        for (FileRange range : fixture.cut(file, length / 5, length / 2, length / 2 + 1)) {
            List<List<@Nullable Object>> rows = fixture.read(ScanFixture.scan(Orc.FORMAT, id), range);
            parts.add(rows.size());
            rows.forEach(row -> ids.add(row.get(0)));
        }

        assertThat(ids).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(parts).filteredOn(size -> size > 0).hasSizeGreaterThan(2);
    }

    @Test
    void readsOnlyWhatFiltersAndColumnsAskFor() throws IOException {
        Path file = write(CompressionKind.NONE);
        Schema schema = schemaOf(file);
        long all = bytes(file, schema, rows -> rows == ROWS);

        long one = bytes(file, Schema.of(schema.field(1)), rows -> rows == ROWS);
        long few = bytes(
                file,
                schema,
                rows -> rows > 0 && rows <= 10_000,
                compare(Function.GREATER_OR_EQUAL, 0, schema, 55_000),
                compare(Function.LESS, 1, schema, LocalDate.ofEpochDay(56_000)));
        long none = bytes(file, schema, rows -> rows == 0, compare(Function.EQUAL, 2, schema, "zebra"));

        assertThat(one).isLessThan(all / 2);
        assertThat(few).isLessThan(all / 2);
        assertThat(none).isLessThan(all / 4);
    }

    @Test
    void readsOnlyWhatListsAndPatternsAskFor() throws IOException {
        Path file = write(CompressionKind.NONE);
        Schema schema = schemaOf(file);
        Expression id = column(0, schema);
        Expression word = column(2, schema);

        bytes(file, schema, rows -> rows > 0 && rows <= 10_000, invoke("in", id, value(7), value(31_000)));
        bytes(file, schema, rows -> rows == 5_000, invoke("in", id, value(7), new Literal(null, Type.INT)));
        bytes(file, schema, rows -> rows == 0, invoke("in", word, value("a"), value("x")));
        bytes(file, schema, rows -> rows > 0 && rows <= 20_000, invoke("like", word, value("word 1234%")));
        bytes(file, schema, rows -> rows > 0 && rows <= 20_000, invoke("startswith", word, value("word 1234\u00e4")));
        bytes(file, schema, rows -> rows == 0, invoke("startswith", word, value("word z")));
        Expression known = compare(Function.LESS, 0, schema, 4_000);
        Expression unknown = invoke("like", word, value("%7"));
        bytes(file, schema, rows -> rows == 5_000, new Call(Function.AND, List.of(unknown, known), Type.BOOLEAN));
    }

    @Test
    void neverSkipsRowsWhereOrcUnderstandsAFilterDifferently() throws IOException {
        Path file = write(CompressionKind.NONE);
        Schema schema = schemaOf(file);

        bytes(file, schema, rows -> rows == ROWS, compare(Function.EQUAL, 4, schema, "x"));
        bytes(file, schema, rows -> rows == ROWS, compare(Function.LESS, 2, schema, "\ud83d\ude00"));
        Expression id = column(0, schema);
        Expression word = column(2, schema);
        bytes(file, schema, rows -> rows == ROWS, invoke("in", id, value(7), id));
        bytes(file, schema, rows -> rows == ROWS, invoke("in", word, value("a"), value("\u00e4")));
        bytes(file, schema, rows -> rows == ROWS, invoke("in", word, new Literal(null, Type.STRING)));
        bytes(file, schema, rows -> rows == ROWS, invoke("like", word, value("%7")));
        bytes(file, schema, rows -> rows == ROWS, invoke("like", word, value("\u00e4%")));
        bytes(file, schema, rows -> rows == ROWS, invoke("startswith", word, value("\u007f")));
        Expression none = new Call(Function.NOT, List.of(invoke("in", id, value(-1))), Type.BOOLEAN);
        bytes(file, schema, rows -> rows == ROWS, none);
        bytes(
                file,
                schema,
                rows -> rows == ROWS,
                new Call(
                        Function.OR,
                        List.of(compare(Function.EQUAL, 0, schema, -1), compare(Function.EQUAL, 4, schema, "x")),
                        Type.BOOLEAN));
    }

    private static Expression column(int column, Schema schema) {
        return new InputColumn(column, schema.field(column).name(), schema.type(column));
    }

    private static Expression value(Object value) {
        return new Literal(value, value instanceof Integer ? Type.INT : Type.STRING);
    }

    private static Expression invoke(String function, Expression... arguments) {
        return new Invoke(ScalarFunctions.find(function).orElseThrow(), List.of(arguments), Type.BOOLEAN);
    }

    private static Expression compare(Function function, int column, Schema schema, Object value) {
        Field field = schema.field(column);
        return new Call(
                function,
                List.of(new InputColumn(column, field.name(), field.type()), new Literal(value, field.type())),
                Type.BOOLEAN);
    }

    /** The bytes that a scan reads, whose number of rows is as expected. */
    private static long bytes(Path file, Schema schema, Predicate<Integer> rows, Expression... filters) {
        ScanFixture own = new ScanFixture();
        assertThat(own.read(ScanFixture.scan(Orc.FORMAT, schema, filters), own.whole(file))
                        .size())
                .as(List.of(filters).toString())
                .matches(rows);
        return own.counters.get(Counter.INPUT_BYTES);
    }

    @Test
    void tellsInWhichStripeAFileIsDamaged() throws IOException {
        Path file = write(CompressionKind.ZLIB);
        Schema schema = schemaOf(file);
        List<StripeInformation> stripes;
        try (Reader reader = OrcFile.createReader(
                new org.apache.hadoop.fs.Path(file.toUri()), OrcFile.readerOptions(new Configuration()))) {
            stripes = reader.getStripes();
        }
        assertThat(stripes).hasSizeGreaterThan(2);
        byte[] bytes = Files.readAllBytes(file);
        long start = stripes.get(1).getOffset();
        Arrays.fill(bytes, (int) start, (int) stripes.get(2).getOffset(), (byte) 0x55);
        Path damaged = Files.write(directory.resolve("damaged.orc"), bytes);

        assertThatThrownBy(() -> fixture.read(ScanFixture.scan(Orc.FORMAT, schema), fixture.whole(damaged)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageStartingWith(
                        "[file:%s] Cannot read the file: it is damaged, or not in this format, behind byte %d: "
                                .formatted(damaged, start));
    }

    @Test
    void refusesAFileThatIsNoneAndOneWithOtherColumns() throws IOException {
        Path text = Files.write(
                directory.resolve("text.orc"), "no ORC at all".repeat(100).getBytes(UTF_8));
        Path file = write(CompressionKind.ZLIB);

        assertThatThrownBy(() -> schemaOf(text))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageStartingWith(
                        "[file:%s] Cannot read the file: it is damaged, or not in this format: ".formatted(text));
        assertThatThrownBy(() -> fixture.read(
                        ScanFixture.scan(Orc.FORMAT, Schema.of(new Field("id", Type.BIGINT))), fixture.whole(file)))
                .hasMessage("[file:%s] Cannot read column 'id' as bigint: in this file it is int".formatted(file)
                        + " (all files of an input must have the same columns)");
        assertThatThrownBy(() -> fixture.read(
                        ScanFixture.scan(Orc.FORMAT, Schema.of(new Field("more", Type.INT))), fixture.whole(file)))
                .hasMessage("[file:%s] Cannot read column 'more' (int): this file has no such column".formatted(file)
                        + " (all files of an input must have the same columns)");
    }

    private Schema schemaOf(Path file) {
        return new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Orc.FORMAT, file));
    }

    /** Several stripes; every tenth row has nulls. */
    private Path write(CompressionKind compression) throws IOException {
        Path file = directory.resolve(compression + ".orc");
        TypeDescription schema = TypeDescription.fromString(
                "struct<id:int,day:date,word:string,price:decimal(30,10),either:uniontype<int,string>,flag:char(3)>");
        try (Writer writer = OrcFile.createWriter(
                new org.apache.hadoop.fs.Path(file.toUri()),
                OrcFile.writerOptions(new Configuration())
                        .setSchema(schema)
                        .compress(compression)
                        .stripeSize(100_000)
                        .rowIndexStride(5_000))) {
            VectorizedRowBatch batch = schema.createRowBatch();
            for (int row = 0; row < ROWS; row++) {
                fill(batch, row);
                if (batch.size == batch.getMaxSize() || row == ROWS - 1) {
                    writer.addRowBatch(batch);
                    batch.reset();
                }
            }
        }
        return file;
    }

    private static void fill(VectorizedRowBatch batch, int row) {
        int place = batch.size++;
        ((LongColumnVector) batch.cols[0]).vector[place] = row;
        ((LongColumnVector) batch.cols[1]).vector[place] = row;
        if (row % 10 == 0) {
            for (int column : new int[] {2, 3}) {
                batch.cols[column].isNull[place] = true;
                batch.cols[column].noNulls = false;
            }
        } else {
            ((BytesColumnVector) batch.cols[2]).setVal(place, ("word " + row).getBytes(UTF_8));
            ((DecimalColumnVector) batch.cols[3]).set(place, HiveDecimal.create(row * 100L));
        }
        batch.cols[4].isNull[place] = true;
        batch.cols[4].noNulls = false;
        ((BytesColumnVector) batch.cols[5]).setVal(place, "x".getBytes(UTF_8));
    }
}
