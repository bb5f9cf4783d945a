package io.weft.runner.scan;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.JsonLines;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonScanTest {
    @TempDir
    Path directory;

    private final LineInputs inputs = new LineInputs();

    @Test
    void findsOutTheColumnsAndReadsThem() throws IOException {
        Path file = write("""
                {"a":1,"b":"x\\u00e4\\n","c":true}
                {"b":null,"a":-9223372036854775808,"d":1.5,"z":{"deep":[1,2]}}

                {}
                {"a":12345678901234567890}
                """);

        assertThat(inputs.schema(json()).toString()).isEqualTo("[a double, b string, c boolean, d double, z string]");
        assertThat(inputs.rows(json(), file))
                .containsExactly(
                        "1.0|x\u00e4\n|true|null|null",
                        "-9.223372036854776E18|null|null|1.5|{\"deep\":[1,2]}",
                        "null|null|null|null|null",
                        "1.2345678901234567E19|null|null|null|null");
    }

    @Test
    void takesTextsAndNumbersForWhatTheyAre() throws IOException {
        Path file = write("""
                {"n": "12.50", "d": "2026-11-28", "s": 1.50 , "b": "TRUE"}
                { "n" : 7 , "s" : [ 1, "x" ] , "s2" : 1}
                {"s": false, "s": "the last counts", "n": 1, "n": null}
                """);

        assertThat(inputs.rows(
                        json().schema(schema(
                                field("n", Type.decimal(6, 2)),
                                field("d", Type.DATE),
                                field("s", Type.STRING),
                                field("b", Type.BOOLEAN))),
                        file))
                .containsExactly(
                        "12.50|2026-11-28|1.50|true", "7.00|null|[ 1, \"x\" ]|null", "1.00|null|the last counts|null");
    }

    @Test
    void readsListsMapsAndStructs() throws IOException {
        Schema nested = schema(
                field("l", Type.list(Type.decimal(5, 1))),
                field("m", Type.map(Type.STRING, Type.DATE)),
                field("s", Type.struct(field("x", Type.INT), field("y", Type.list(Type.STRING)))));
        Path file = write("""
                {"l":[1,null,"2.25"],"m":{"a":"2026-11-28","b":null},"s":{"y":["u"],"z":[{}],"x":3}}
                {"l":[],"m":{},"s":{}}
                {"l":null}
                """);

        assertThat(inputs.rows(json().schema(nested), file))
                .containsExactly(
                        "[1.0, null, 2.3]|{a=2026-11-28, b=null}|3|[\"u\"]", "[]|{}|null|null", "null|null|null");
        for (List<String> mistake : List.of(
                List.of("{\"l\":1}", "column 'l' (list<decimal(5,1)>) has '1': it is not a list"),
                List.of("{\"l\":[\"x\"]}", "has '[\"x\"]': within it, 'x' is not of the type decimal(5,1)"),
                List.of("{\"m\":[]}", "has '[]': it is not a map"),
                List.of("{\"s\":{\"x\":[1]}}", "within it, something nested is not of the type int"))) {
            write(mistake.get(0));
            assertThatThrownBy(() -> inputs.rows(json().schema(nested), file)).hasMessageContaining(mistake.get(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[1]~it is not an object of JSON",
                "{\"a\":1}{~text follows the object",
                "{\"a\":x}~it is not JSON near '{\"a\":x}' (mend it, or",
                "{\"a\":1~it is not JSON: it ends too early (mend it, or",
                "{\"a\":1, \"long name\": [1, 2 3], \"another long name\": 2}~it is not JSON near '...ng name\": [1, 2 3], \"another lon...'",
                "{\"a\":\"1.5\"}~column 'a' (int) has '1.5': it is not an integer",
                "{\"a\":{\"b\":1}}~column 'a' (int) has '{\"b\":1}': it is not an integer",
                "{\"a\":true}~column 'a' (int) has 'true': it is not an integer",
            })
    void saysWhatIsWrongWithALine(String line, String reason) throws IOException {
        Path file = write("{\"a\":1}\n" + line + "\n");

        assertThatThrownBy(() -> inputs.rows(json().schema(schema(field("a", Type.INT))), file))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageContaining("x.json, line 2, byte 8] Cannot read the row: " + reason);
    }

    @Test
    void refusesHalvesOfSurrogatePairs() throws IOException {
        Schema text = schema(field("a", Type.STRING), field("l", Type.list(Type.STRING)));
        Path file = write("{\"a\":\"\\ud83d\\ude00\",\"l\":[\"\\ud83d\\ude00\"]}\n");
        assertThat(inputs.rows(json().schema(text), file)).containsExactly("\ud83d\ude00|[\ud83d\ude00]");

        for (String half : List.of("\\ud83d", "x\\ude00", "\\ude00\\ud83d", "\\ud83dx\\ude00")) {
            write("{\"a\":\"" + half + "\"}\n");
            assertThatThrownBy(() -> inputs.rows(json().schema(text), file))
                    .as(half)
                    .hasMessageContaining("line 1, byte 0] Cannot read the row: column 'a' (string) has '")
                    .hasMessageEndingWith("': it has half of a surrogate pair, which is no character"
                            + " (mend it, or set bad rows aside with onBadRows(...))");
            write("{\"l\":[\"" + half + "\"]}\n");
            assertThatThrownBy(() -> inputs.rows(json().schema(text), file))
                    .as(half)
                    .hasMessageContaining("within it, it has half of a surrogate pair, which is no character (mend it");
        }
    }

    @Test
    void saysWhatIsWrongWithTheEncoding() throws IOException {
        Schema text = schema(field("a", Type.STRING));
        Path file = directory.resolve("x.json");
        Files.write(file, new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xe4, '"', '}', '\n'});
        assertThatThrownBy(() -> inputs.rows(json().schema(text), file))
                .hasMessageContaining("line 1, byte 0] Cannot read the row: it is not UTF-8 (");

        Files.write(file, "\uFEFF{\"a\":1}\n".getBytes(StandardCharsets.UTF_16LE));
        String message = "x.json] Cannot read the file: it begins with the byte order mark of UTF-16LE and is read as"
                + " UTF-8 (convert it to UTF-8)";
        assertThatThrownBy(() -> inputs.schema(json())).hasMessageEndingWith(message);
        assertThatThrownBy(() -> inputs.rows(json().schema(text), file)).hasMessageEndingWith(message);
    }

    @Test
    void readsLongTextsAndRefusesDeepNesting() throws IOException {
        String wide = "w".repeat(21 << 20);
        Path file = write("{\"a\":\"" + wide + "\"}\n");
        assertThat(inputs.schema(json()).toString()).isEqualTo("[a string]");
        assertThat(inputs.rows(json(), file)).containsExactly(wide);

        write("{\"a\":" + "[".repeat(1001) + "\n");
        assertThatThrownBy(() -> inputs.rows(json().schema(schema(field("a", Type.STRING))), file))
                .hasMessageContaining(
                        "Cannot read the row: it is nested in more than 1000 levels, or a number has more than 1000 digits (");
    }

    @Test
    void givesEachRowOnceWhereverTheFileIsCut() throws IOException {
        Path file = write("{\"a\":1,\"b\":\"\u00e4\"}\r\n{\"a\":2}\n\n{\"b\":\"\\r\\n\"}\r{\"a\":4}");
        Scan scan = inputs.scan(json());
        List<String> expected = inputs.rows(scan, inputs.fixture.whole(file));
        assertThat(expected).containsExactly("1|\u00e4", "2|null", "null|\r\n", "4|null");

        for (long place = 1; place < Files.size(file); place++) {
            assertThat(inputs.pieces(scan, file, place))
                    .as("cut before %d", place)
                    .isEqualTo(expected);
        }
    }

    @Test
    void saysThatItCannotTellTheColumns() throws IOException {
        for (List<String> lines : List.of(
                List.of("\nnothing\n[]", "line 2: it is not JSON near 'nothing'"),
                List.of("[1]\nnothing", "line 1: it is not an object"),
                List.of("{}\n", "all are empty"),
                List.of("\n\n", "all are empty"))) {
            write(lines.get(0));
            assertThatThrownBy(() -> inputs.schema(json()))
                    .hasMessageEndingWith(
                            "x.json] Cannot tell the columns: no line at its beginning is an object of JSON with members; "
                                    + lines.get(1) + " (check the file, or give the columns with schema(...))");
        }
    }

    private JsonLines json() {
        return JsonLines.at(directory.toString());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("x.json"), text);
    }
}
