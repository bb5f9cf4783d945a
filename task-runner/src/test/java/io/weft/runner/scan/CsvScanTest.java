package io.weft.runner.scan;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Csv;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvScanTest {
    private static final Schema TYPES = schema(
            field("i", Type.INT),
            field("l", Type.BIGINT),
            field("d", Type.DOUBLE),
            field("n", Type.decimal(10, 2)),
            field("t", Type.DATE),
            field("b", Type.BOOLEAN),
            field("s", Type.STRING));

    @TempDir
    Path directory;

    private final LineInputs inputs = new LineInputs();

    @Test
    void readsValuesOfAllTypes() throws IOException {
        Path file = write("""
                1,-9223372036854775808,1.5,12.345,2026-11-28,true,x y
                 -2147483648 ,+7,-1e300,-0.005,0001-01-01,FALSE, z\s
                0,9223372036854775807,NaN,99999999.99,9999-12-31,True,"q,""u""\"
                """);

        assertThat(inputs.rows(csv().schema(TYPES), file))
                .containsExactly(
                        "1|-9223372036854775808|1.5|12.35|2026-11-28|true|x y",
                        "-2147483648|7|-1.0E300|-0.01|0001-01-01|false| z ",
                        "0|9223372036854775807|NaN|99999999.99|9999-12-31|true|q,\"u\"");
        assertThat(inputs.fixture.counters.get(Counter.ROWS_READ)).isEqualTo(3);
    }

    @Test
    void tellsNullFromAnEmptyString() throws IOException {
        Path file = write("a,,\"\"\n,,\n\"\",,x\n");
        Schema strings = schema(field("a", Type.STRING), field("b", Type.INT), field("c", Type.STRING));

        assertThat(inputs.rows(csv().schema(strings), file)).containsExactly("a|null|", "null|null|null", "|null|x");
        Path other = write("\\N,NULL,\n,\\N,NULL\n\"\\N\",1,x\n");
        assertThat(inputs.rows(csv().schema(strings).nullText("\\N", "NULL"), other))
                .containsExactly("null|null|", "|null|null", "\\N|1|x");
    }

    @Test
    void findsColumnsByTheHeaderAndConvertsOnlyThoseThatAreUsed() throws IOException {
        Path file = write("a,b,c\n1,no number,x\n2,neither,\n");
        Csv source = csv().header().schema(schema(field("c", Type.STRING), field("b", Type.INT), field("a", Type.INT)));

        assertThat(inputs.rows(source, file, "c", "a")).containsExactly("x|1", "null|2");
        assertThatThrownBy(() -> inputs.rows(source, file))
                .hasMessage(
                        "[%s, line 2, byte 6] Cannot read the row: column 'b' (int) has 'no number': it is not an integer"
                                + " (mend it, or set bad rows aside with onBadRows(...))",
                        "file:" + file);
    }

    @Test
    void countsRowsWithoutColumns() throws IOException {
        Path file = write("a,b\n1,2\n\n3,4\n");
        Scan scan = inputs.scan(csv().header());

        int rows = inputs
                .fixture
                .batches(
                        new Scan(scan.id(), scan.input(), scan.table(), Schema.of(), List.of()),
                        inputs.fixture.whole(file))
                .stream()
                .mapToInt(batch -> batch.rowCount())
                .sum();

        assertThat(rows).isEqualTo(2);
    }

    @Test
    void readsOtherDialects() throws IOException {
        Path file = write("1;'a;b\\';\\\\';2\n3;x\"y;4\n");

        assertThat(inputs.rows(csv().delimiter(';').quote('\'').escape('\\'), file))
                .containsExactly("1|a;b';\\|2", "3|x\"y|4");
        Path tabs = write("a\t\"b\"\n\t\n");
        assertThat(inputs.rows(csv().delimiter('\t').withoutQuotes(), tabs)).containsExactly("a|\"b\"", "null|null");
    }

    @Test
    void readsDatesOfAnotherForm() throws IOException {
        Path file = write("28.11.2026\n01.02.0003\n");

        assertThat(inputs.rows(csv().dateFormat("dd.MM.yyyy").schema(schema(field("d", Type.DATE))), file))
                .containsExactly("2026-11-28", "0003-02-01");
        assertThat(inputs.schema(csv().dateFormat("dd.MM.yyyy")).toString()).isEqualTo("[c1 date]");
    }

    @Test
    void readsTimestampsFloatsAndBytes() throws IOException {
        Schema wanted = schema(
                field("z", Type.TIMESTAMP),
                field("t", Type.TIMESTAMP_NTZ),
                field("f", Type.FLOAT),
                field("y", Type.TINYINT),
                field("x", Type.SMALLINT));
        Path file = write("""
                2026-11-28 10:00:00.25,2026-11-28T10:00:00,0.1,-128,32767
                2026-11-28T10:00:00+01:00,2026-11-28,NaN,127,-32768
                """);

        assertThat(inputs.rows(csv().schema(wanted), file))
                .containsExactly(
                        "2026-11-28T10:00:00.250Z|2026-11-28T10:00|0.1|-128|32767",
                        "2026-11-28T09:00:00Z|2026-11-28T00:00|NaN|127|-32768");
        assertThat(inputs.schema(csv()).toString())
                .isEqualTo("[c1 string, c2 string, c3 string, c4 bigint, c5 bigint]");
        assertThatThrownBy(() -> inputs.rows(csv().schema(wanted), write("x,x,x,x,x\n")))
                .hasMessageContaining(
                        "column 'z' (timestamp) has 'x': it is not a time of the form yyyy-MM-dd HH:mm:ss");
        write("2026-11-28 10:00:00Z,2026-11-28 10:00:00.5\n");
        assertThat(inputs.schema(csv()).toString()).isEqualTo("[c1 timestamp, c2 timestamp_ntz]");
        Path other = write("28.11.2026 10:30,28.11.2026 10:30\n");
        assertThat(inputs.rows(
                        csv().timestampFormat("dd.MM.yyyy HH:mm")
                                .schema(schema(field("z", Type.TIMESTAMP), field("t", Type.TIMESTAMP_NTZ))),
                        other))
                .containsExactly("2026-11-28T10:30:00Z|2026-11-28T10:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "windows-1252"})
    void readsOtherEncodings(String charset) throws IOException {
        Path file = directory.resolve("x.csv");
        Files.write(file, "n\u00e4me,v\n\u00fc,1\r\n\u00e4\u00f6,2\n".getBytes(Charset.forName(charset)));
        Scan scan = inputs.scan(csv().header().encoding(charset));

        assertThat(scan.schema().toString()).isEqualTo("[n\u00e4me string, v bigint]");
        assertThat(inputs.pieces(scan, file, 7)).containsExactly("\u00fc|1", "\u00e4\u00f6|2");
    }

    @Test
    void saysThatTextIsNotInTheEncoding() throws IOException {
        Path file = directory.resolve("x.csv");
        Files.write(file, new byte[] {'a', ',', (byte) 0xe4, '\n'});

        assertThatThrownBy(() -> inputs.rows(csv(), file))
                .hasMessageContaining("line 1, byte 0] Cannot read the row: column 'c2' (string) has '")
                .hasMessageContaining(
                        "it is not UTF-8 (give the encoding of the file with encoding(...), or set bad rows")
                .hasMessageContaining(" aside with onBadRows(...))");
        Files.write(file, new byte[] {(byte) 0xd8, 0, 0, 'a'});
        assertThatThrownBy(() -> inputs.rows(csv().encoding("UTF-16BE").schema(schema(field("a", Type.STRING))), file))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageContaining("x.csv] Cannot read the file: behind byte 0 of the text it is not in UTF-16BE"
                        + " (give its own encoding with encoding(...))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void namesTheEncodingThatAByteOrderMarkTells(String charset) throws IOException {
        Path file = Files.write(directory.resolve("x.csv"), "\uFEFFa,b\n1,2\n".getBytes(Charset.forName(charset)));
        String message = "[file:%s] Cannot read the file: it begins with the byte order mark of %s and is read as UTF-8"
                        .formatted(file, charset)
                + " (give its encoding with encoding(\"%s\"))".formatted(charset);

        assertThatThrownBy(() -> inputs.schema(csv())).hasMessage(message);
        assertThatThrownBy(() -> inputs.rows(csv().schema(schema(field("a", Type.STRING))), file))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessage(message);
        assertThat(inputs.rows(csv().header().encoding(charset), file)).containsExactly("1|2");
    }

    @Test
    void takesNoNamesFromBytesThatAreNotText() throws IOException {
        Files.write(directory.resolve("x.csv"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
        String message =
                "x.csv, line 1] Cannot tell the columns: it holds bytes that are zero, as UTF-16 does where it is"
                        + " read as UTF-8 (give its own encoding with encoding(...))";
        assertThatThrownBy(() -> inputs.schema(csv().header())).hasMessageEndingWith(message);
        assertThatThrownBy(() -> inputs.schema(csv())).hasMessageEndingWith(message);

        Files.write(directory.resolve("x.csv"), new byte[] {'n', (byte) 0xe4, 'm', 'e', '\n', '1', '\n'});
        assertThatThrownBy(() -> inputs.schema(csv().header()))
                .hasMessageEndingWith("x.csv, line 1] Cannot tell the columns: it is not UTF-8"
                        + " (give its own encoding with encoding(...))");
    }

    @Test
    void tellsTheColumnsFromRecordsOfAnyLength() throws IOException {
        String header = "a,b";
        String wide = "w".repeat(3 << 20);
        Path file = write(header + "\n1," + wide + "\n2,x\n");

        assertThat(inputs.schema(csv().header()).toString()).isEqualTo("[a bigint, b string]");
        assertThat(inputs.rows(csv().header(), file)).containsExactly("1|" + wide, "2|x");
        write("1," + wide);
        assertThat(inputs.schema(csv()).toString()).isEqualTo("[c1 bigint, c2 string]");
    }

    @Test
    void saysThatTheFirstRecordHasNoEnd() throws IOException {
        Path file = write("x".repeat(65 << 20));

        assertThatThrownBy(() -> inputs.schema(csv()))
                .hasMessage(
                        "[file:%s] Cannot tell the columns: 0 record(s) end within the first 67108864 bytes, and 1 are"
                                + " needed (is it text with line ends, its quotes closed? else give the columns with"
                                + " schema(...))",
                        file);
    }

    @Test
    void readsLineEndsWithinQuotesWhereDeclared() throws IOException {
        Path file = write("\"a\nb\",1\r\n\"c\r\n\"\"d\"\",\r\",2\ne,3");
        Scan scan = inputs.scan(csv().multiline());

        assertThat(inputs.rows(scan, inputs.fixture.whole(file))).containsExactly("a\nb|1", "c\r\n\"d\",\r|2", "e|3");
        assertThat(inputs.pieces(scan, file, 9)).hasSize(3);
        assertThatThrownBy(() -> inputs.rows(csv().schema(schema(field("a", Type.STRING), field("b", Type.INT))), file))
                .hasMessageContaining(
                        "line 1, byte 0] Cannot read the row: the quote that opens field 1 is not closed"
                                + " (declare line ends within quotes with multiline(), or set bad rows aside with onBadRows(...))");
        assertThatThrownBy(() -> inputs.schema(csv().header()))
                .hasMessageEndingWith(
                        "x.csv, line 1] Cannot tell the columns: the quote that opens field 1 is not closed"
                                + " (declare line ends within quotes with multiline())");
        write("a,b\n\"1,2\n");
        assertThatThrownBy(() -> inputs.rows(csv().multiline().header(), file))
                .hasMessageContaining("line 2, byte 4] Cannot read the row: the quote that opens field 1 is not closed"
                        + " (mend it, or set bad rows aside with onBadRows(...))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "i; 2147483648; it is too large",
                "i; -2147483649; it is too large",
                "i; 1.0; it is not an integer",
                "l; 9223372036854775808; it is too large",
                "l; -9223372036854775809; it is too large",
                "l; 99999999999999999999999; it is too large",
                "l; -; it is not an integer",
                "d; 0x1p3; it is not a number",
                "d; 1.5f; it is not a number",
                "n; 100000000; it is too large",
                "n; 99999999.995; it is too large",
                "n; 1e99999; it is too large",
                "n; one; it is not a number",
                "t; 2026-02-29; it is not a date of the form yyyy-MM-dd",
                "t; 2026-2-9; it is not a date of the form yyyy-MM-dd",
                "b; yes; it is neither true nor false",
            })
    void saysWhatIsWrongWithAValue(String column, String value, String reason) throws IOException {
        Schema one = Schema.of(TYPES.field(TYPES.indexOf(column)));
        assertThatThrownBy(() -> inputs.rows(csv().nullText("-null-").schema(one), write(value + "\n")))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageEndingWith("line 1, byte 0] Cannot read the row: column '%s' (%s) has '%s': %s"
                                .formatted(column, one.type(0), value, reason)
                        + " (mend it, or set bad rows aside with onBadRows(...))");
    }

    @Test
    void saysThatARowIsRagged() throws IOException {
        Schema two = schema(field("a", Type.INT), field("b", Type.STRING));

        assertThatThrownBy(() -> inputs.rows(csv().schema(two), write("1,2\n3\n")))
                .hasMessageContaining(
                        "line 2, byte 4] Cannot read the row: it has 1 field(s) and not 2, where ',' is the delimiter"
                                + " (mend it, or set bad rows aside with onBadRows(...))");
        assertThatThrownBy(() -> inputs.rows(csv().schema(two), write("1,2,\n")))
                .hasMessageContaining("it has 3 field(s) and not 2");
        assertThatThrownBy(() -> inputs.rows(csv().schema(two), write("1,\"2\"3\n")))
                .hasMessageContaining("text follows the closing quote of field 2");
        assertThatThrownBy(() -> inputs.rows(csv().nullText("x").schema(two), write(",2\n")))
                .hasMessageContaining("column 'a' (int) has '': it is empty (say what null is with nullText(...),"
                        + " or set bad rows aside with onBadRows(...))");
    }

    @Test
    void namesTheByteWhereLinesCannotBeCounted() throws IOException {
        Path file = write("1\n2\nx\n");
        Scan scan = inputs.scan(csv().schema(schema(field("a", Type.INT))));

        assertThatThrownBy(() -> inputs.rows(scan, inputs.fixture.cut(file, 1).get(1)))
                .hasMessageContaining(".csv, byte 4] Cannot read the row: column 'a' (int) has 'x'");
    }

    @Test
    void refusesAFileWithAnotherHeader() throws IOException {
        write("a,b\n1,2\n");
        Path other = Files.writeString(directory.resolve("y.csv"), "b,a\n1,2\n");

        assertThatThrownBy(() -> inputs.rows(inputs.scan(csv().header()), inputs.fixture.whole(other)))
                .hasMessageEndingWith(
                        "y.csv, line 1] Cannot read the file: its header is [b, a], and that of the first file [a, b]"
                                + " (read files of different columns one by one)");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void givesEachRowOnceWhereverTheFileIsCut(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> parts = List.of("1", "\"a\"\"b,\"", "\u00e4\u20ac", "", "\"\"", "2026-11-28");
        List<String> ends = List.of("\n", "\r\n", "\r");
        StringBuilder text = new StringBuilder("h1,h2\n");
        for (int row = 0; row < 12; row++) {
            text.append(parts.get(random.nextInt(parts.size())))
                    .append(',')
                    .append(parts.get(random.nextInt(parts.size())))
                    .append(ends.get(random.nextInt(ends.size())));
        }
        Path file = write(text.toString());
        Schema strings = schema(field("h1", Type.STRING), field("h2", Type.STRING));
        Scan scan = inputs.scan(csv().header().schema(strings));
        List<String> expected = inputs.rows(scan, inputs.fixture.whole(file));
        assertThat(expected).hasSize(12);

        for (long place = 1; place < Files.size(file); place++) {
            assertThat(inputs.pieces(scan, file, place))
                    .as("seed %d, cut before %d of %s", seed, place, text)
                    .isEqualTo(expected);
        }
    }

    private Csv csv() {
        return Csv.at(directory.toString());
    }

    private Path write(String text) throws IOException {
        return Files.write(directory.resolve("x.csv"), text.getBytes(StandardCharsets.UTF_8));
    }
}
