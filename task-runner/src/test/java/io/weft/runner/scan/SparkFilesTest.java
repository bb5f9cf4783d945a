package io.weft.runner.scan;

import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Parquet;
import io.weft.api.Row;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.format.Formats;
import io.weft.runner.format.InputFiles;
import io.weft.runner.vector.Bytes;
import io.weft.stage.FileRange;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Spark has written, read to the rows that Spark has read, which lie beside them as text. */
class SparkFilesTest {
    private final ScanFixture fixture = new ScanFixture();

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(resource("spark"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsTheRowsThatSparkReads(String name) throws IOException {
        Input input = ScanFixture.input(Parquet.FORMAT, resource("spark/" + name));

        assertThat(lines(input)).isEqualTo(sparksLines(name.substring(0, name.indexOf('.'))));
    }

    @Test
    void readsTheDirectoriesThatSparkPartitions() throws IOException {
        Path directory = resource("spark/partitioned");
        Input input = new Formats(fixture.configuration()).complete(ScanFixture.input(Parquet.FORMAT, directory));

        // Of files in different directories neither of the two has an order.
        assertThat(lines(input)).containsExactlyInAnyOrderElementsOf(sparksLines("partitioned"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "name"})
    void skipsByTheBloomFiltersThatSparkWrites(String column) {
        Path file = resource("spark/bloom-filter.parquet");
        Schema schema = new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Parquet.FORMAT, file));

        assertThat(filtered(schema, file, column, 68L)).containsExactly(row(68L, "name 68"));
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED_BY_BLOOM_FILTER))
                .isZero();

        // Within the bounds that the statistics give, but not in the file.
        assertThat(filtered(schema, file, column, 67L)).isEmpty();
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED_BY_BLOOM_FILTER))
                .isOne();
    }

    private List<List<@Nullable Object>> filtered(Schema schema, Path file, String column, long id) {
        int index = schema.indexOf(column);
        Type type = schema.type(index);
        Literal wanted = type.equals(Type.STRING) ? new Literal("name " + id, type) : new Literal(id, type);
        Call equal = new Call(Function.EQUAL, List.of(new InputColumn(index, column, type), wanted), Type.BOOLEAN);
        return fixture.readFiltered(ScanFixture.scan(Parquet.FORMAT, schema, equal), fixture.whole(file));
    }

    /** A line of the columns, then one of each row. */
    private List<String> lines(Input input) {
        Schema schema = new Formats(fixture.configuration()).schemaOf(input);
        FileRange[] ranges = InputFiles.list(input, fixture.configuration()).stream()
                .map(status -> fixture.whole(status.getPath()))
                .toArray(FileRange[]::new);
        Scan scan = new Scan(new NodeId(0), input, schema, schema, List.of());
        String columns = schema.fields().stream().map(Object::toString).collect(Collectors.joining(", "));
        return Stream.concat(
                        Stream.of(columns), fixture.read(scan, ranges).stream().map(SparkFilesTest::text))
                .toList();
    }

    /** The lines that Spark has written, with Weft's words for its types. */
    private static List<String> sparksLines(String name) throws IOException {
        List<String> lines = Files.readAllLines(resource("spark/" + name + ".txt"));
        String columns = lines.get(0).replace("array<", "list<").replace(":", " ");
        return Stream.concat(Stream.of(columns), lines.stream().skip(1)).toList();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Row struct) {
            return text(struct.values());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SparkFilesTest::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof String string) {
            return "'" + string.replace("\\", "\\\\").replace("\n", "\\n") + "'";
        }
        if (value instanceof Bytes bytes) {
            return "x'" + bytes.hex() + "'";
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    private static Path resource(String name) {
        URL found = Objects.requireNonNull(SparkFilesTest.class.getResource("/" + name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
