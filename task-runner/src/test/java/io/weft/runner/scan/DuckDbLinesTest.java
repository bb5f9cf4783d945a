package io.weft.runner.scan;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Csv;
import io.weft.api.JsonLines;
import io.weft.api.Source;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated CSV and JSON, read by DuckDB and by Weft, whole and in pieces. */
class DuckDbLinesTest {
    private static final List<String> TEXTS =
            List.of("", "x", "a b", " ", "it's", "\u00e4\u20ac\ud83d\ude00", "NULL", "-", "0", "a\tb", "\\", "#");
    private static final Schema TYPES = schema(
            field("i", Type.INT),
            field("l", Type.BIGINT),
            field("n", Type.decimal(20, 4)),
            field("d", Type.DATE),
            field("b", Type.BOOLEAN),
            field("s", Type.STRING),
            field("f", Type.DOUBLE));
    private static final String DUCKDB_TYPES =
            "{'i': 'INTEGER', 'l': 'BIGINT', 'n': 'DECIMAL(20,4)', 'd': 'DATE', 'b': 'BOOLEAN', 's': 'VARCHAR', 'f': 'DOUBLE'}";

    @TempDir
    Path directory;

    private final LineInputs inputs = new LineInputs();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void readsCsvAsDuckDbDoes(long seed) throws Exception {
        Random random = new Random(seed);
        char delimiter = ",;|\t".charAt(random.nextInt(4));
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        boolean isMultiline = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder("i,l,n,d,b,s,f".replace(',', delimiter) + lineEnd);
        int rows = random.nextInt(200);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < TYPES.size(); column++) {
                text.append(column == 0 ? "" : String.valueOf(delimiter));
                text.append(random.nextInt(8) == 0 ? "" : csvField(column, random, delimiter, isMultiline));
            }
            text.append(row == rows - 1 && random.nextBoolean() ? "" : lineEnd);
        }
        Path file = Files.writeString(directory.resolve("x.csv"), text);
        Csv source = Csv.at(file.toString()).header().delimiter(delimiter).schema(TYPES);
        Scan scan = inputs.scan(isMultiline ? source.multiline() : source);

        List<String> expected =
                duckDb(("select i, l, n, d, b, s, f from read_csv('%s', header = true, delim = '%s', quote = '\"',"
                                + " escape = '\"', columns = %s, auto_detect = false, nullstr = '', allow_quoted_nulls = false,"
                                + " new_line = '%s')")
                        .formatted(
                                file,
                                delimiter,
                                DUCKDB_TYPES,
                                lineEnd.replace("\n", "\\n").replace("\r", "\\r")));

        assertThat(inputs.rows(scan, inputs.fixture.whole(file)))
                .as("seed %d: %s", seed, text)
                .isEqualTo(expected);
        long place = 1L + random.nextInt((int) Files.size(file) - 1);
        assertThat(inputs.pieces(scan, file, place))
                .as("seed %d, cut before %d: %s", seed, place, text)
                .isEqualTo(expected);
    }

    private static String csvField(int column, Random random, char delimiter, boolean isMultiline) {
        String text = value(column, random);
        if (column == 5 && random.nextInt(3) == 0) {
            text += random.nextBoolean() ? "\"" : String.valueOf(delimiter);
            text += isMultiline ? "\n" : "";
        }
        boolean needsQuotes =
                text.isEmpty() || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf(delimiter) >= 0;
        return needsQuotes || random.nextInt(4) == 0 ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /** A value of a column as text. */
    private static String value(int column, Random random) {
        return switch (column) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> random.nextInt(10) == 0 ? "-9223372036854775808" : Long.toString(random.nextLong());
            case 2 -> "%d.%04d".formatted(random.nextInt(), random.nextInt(10_000));
            case 3 ->
                "%04d-%02d-%02d".formatted(1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28));
            case 4 -> Boolean.toString(random.nextBoolean());
            case 5 -> TEXTS.get(random.nextInt(TEXTS.size()));
            default -> Double.toString(random.nextBoolean() ? random.nextGaussian() : random.nextInt(1000) / 8.0);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsJsonAsDuckDbDoes(long seed) throws Exception {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 150; row++) {
            StringJoiner members = new StringJoiner(random.nextBoolean() ? "," : " , ", "{", "}\n");
            members.add("\"other\":[1,{\"s\":2}]");
            for (int column = TYPES.size() - 1; column >= 0; column--) {
                if (random.nextInt(8) > 0) {
                    members.add("\"%s\":%s".formatted(TYPES.field(column).name(), jsonValue(column, random)));
                }
            }
            text.append(members);
        }
        Path file = Files.writeString(directory.resolve("x.json"), text);
        Scan scan = inputs.scan(JsonLines.at(file.toString()).schema(TYPES));

        List<String> expected =
                duckDb("select i, l, n, d, b, s, f from read_json('%s', format = 'newline_delimited', columns = %s)"
                        .formatted(file, DUCKDB_TYPES));

        assertThat(inputs.rows(scan, inputs.fixture.whole(file)))
                .as("seed %d: %s", seed, text)
                .isEqualTo(expected);
        long place = 1L + random.nextInt((int) Files.size(file) - 1);
        assertThat(inputs.pieces(scan, file, place))
                .as("seed %d, cut before %d", seed, place)
                .isEqualTo(expected);
    }

    private static String jsonValue(int column, Random random) {
        if (random.nextInt(8) == 0) {
            return "null";
        }
        String value = value(column, random);
        boolean isText = column == 3 || column == 5;
        return isText
                ? "\"" + value.replace("\\", "\\\\").replace("\t", "\\t").replace("\u20ac", "\\u20ac") + "\""
                : value;
    }

    /** The rows of a query, {@code |} between the values, as the fixture writes them. */
    private static List<String> duckDb(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= TYPES.size(); column++) {
                    row.add(String.valueOf(result.getObject(column)));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void givesRowsOrOneErrorForBrokenFiles(String format) throws IOException {
        readBroken(format, 1, 120);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void givesRowsOrOneErrorForMoreBrokenFiles(String format) throws IOException {
        readBroken(format, 121, 500);
    }

    private void readBroken(String format, long firstSeed, long lastSeed) throws IOException {
        byte[] csv = "1,2,3.5,2026-11-28,true,\"a\"\"b\u00e4,\",1e5\n".repeat(5).getBytes(UTF_8);
        byte[] json = "{\"i\":1,\"s\":\"a\\\"\u00e4\",\"d\":\"2026-11-28\",\"n\":3.5,\"o\":{\"x\":[1]}}\n"
                .repeat(5)
                .getBytes(UTF_8);
        byte[] whole = format.equals("csv") ? csv : json;
        Path file = directory.resolve("x." + format);
        int failures = 0;
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            Random random = new Random(seed);
            byte[] broken = whole.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                broken[random.nextInt(broken.length)] =
                        (byte) ("\"\n\r,\\{}[]x0:".charAt(random.nextInt(12)) - (random.nextInt(4) == 0 ? 128 : 0));
            }
            Files.write(file, broken);
            try {
                Source source = format.equals("csv")
                        ? Csv.at(file.toString()).schema(TYPES)
                        : JsonLines.at(file.toString()).schema(TYPES);
                Scan scan = inputs.scan(source, "i", "s", "d", "n");
                inputs.rows(scan, inputs.fixture.whole(file));
            } catch (WeftException e) {
                failures++;
                assertThat(e.code()).as("seed %d", seed).isEqualTo(ErrorCode.CORRUPT_INPUT);
                assertThat(e.getMessage())
                        .as("seed %d", seed)
                        .startsWith("[file:" + file)
                        .doesNotContain("\n");
            }
        }
        assertThat(failures).isPositive();
    }
}
