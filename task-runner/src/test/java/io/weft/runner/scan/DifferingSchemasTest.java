package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Parquet;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.format.Formats;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferingSchemasTest {
    private static final Schema WIDE = Schema.of(
            new Field("number", Type.BIGINT),
            new Field("price", Type.decimal(20, 4)),
            new Field("share", Type.DOUBLE),
            new Field("word", Type.STRING));

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    @Test
    void readsColumnsThatAreReorderedMissingOrNarrower() throws IOException {
        Path file = write(
                "a.parquet",
                "message m { required int32 share; optional int32 price (DECIMAL(6,2)); optional int32 number; }",
                List.of(TestRows.row(5, new BigDecimal("12.34"), 7), TestRows.row(-1, null, null)));

        assertThat(fixture.read(scan(Parquet.at(file.toString()).input(), WIDE), fixture.whole(file)))
                .isEqualTo(List.of(
                        TestRows.row(7L, new BigDecimal("12.3400"), 5.0, null), TestRows.row(null, null, -1.0, null)));
    }

    @Test
    void prunesByColumnsThatAreMissingOrNarrower() throws IOException {
        Path file =
                write("a.parquet", "message m { optional int32 number; }", List.of(TestRows.row(7), TestRows.row(9)));
        Expression tooGreat = call(Function.GREATER, column("number"), new Literal(9L, Type.BIGINT));
        Expression fits = call(Function.GREATER, column("number"), new Literal(8L, Type.BIGINT));
        Expression present = call(Function.IS_NOT_NULL, column("word"));
        Input input = Parquet.at(file.toString()).input();

        assertThat(fixture.readFiltered(scan(input, WIDE, tooGreat), fixture.whole(file)))
                .isEmpty();
        assertThat(fixture.readFiltered(scan(input, WIDE, present), fixture.whole(file)))
                .isEmpty();
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED)).isEqualTo(2);
        assertThat(fixture.readFiltered(scan(input, WIDE, fits), fixture.whole(file)))
                .isEqualTo(List.of(TestRows.row(9L, null, null, null)));
    }

    @Test
    void namesBothFilesWhereATypeCannotBeWidened() throws IOException {
        Path first = write("a.parquet", "message m { optional int64 number; }", List.of(TestRows.row(1L)));
        Path second = write("b.parquet", "message m { optional double number; }", List.of(TestRows.row(1.5)));
        Schema schema = Schema.of(new Field("number", Type.BIGINT));
        Scan scan = scan(Parquet.at(directory.toString()).input(), schema);

        assertThat(fixture.read(scan, fixture.whole(first))).hasSize(1);
        assertThatThrownBy(() -> fixture.read(scan, fixture.whole(second)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessageMatching(
                        "\\[file:.*b.parquet] Cannot read column 'number' as bigint, which it is in file:.*a.parquet:"
                                + " in this file it is double \\(read files whose columns have one type,"
                                + " or types that can be widened to that of the first\\)");
    }

    @Test
    void takesTheColumnsOfTheFirstFileUnlessTheyAreToBeMerged() throws IOException {
        write(
                "a.parquet",
                "message m { optional int32 number; optional int32 price (DECIMAL(6,2)); }",
                List.of(TestRows.row(1, null)));
        write(
                "b.parquet",
                "message m { optional int64 price (DECIMAL(12,4)); optional int64 number; optional binary word (STRING); }",
                List.of(TestRows.row(new BigDecimal("1.0000"), 5L, "x")));
        Formats formats = new Formats(fixture.configuration());

        assertThat(formats.schemaOf(Parquet.at(directory.toString()).input()).toString())
                .isEqualTo("[number int, price decimal(6,2)]");
        assertThat(formats.schemaOf(
                                Parquet.at(directory.toString()).mergeSchemas().input())
                        .toString())
                .isEqualTo("[number bigint, price decimal(12,4), word string]");
    }

    @Test
    void namesBothFilesWhereColumnsCannotBeMerged() throws IOException {
        write("a.parquet", "message m { optional int32 number; }", List.of(TestRows.row(1)));
        write("b.parquet", "message m { optional binary number (STRING); }", List.of(TestRows.row("x")));

        assertThatThrownBy(() -> new Formats(fixture.configuration())
                        .schemaOf(
                                Parquet.at(directory.toString()).mergeSchemas().input()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessageMatching("\\[file:.*b.parquet] Cannot merge column 'number': here it is string,"
                        + " and in file:.*a.parquet it is int, and no type holds both"
                        + " \\(read these files apart and cast the column\\)");
    }

    private Path write(String name, String message, List<List<@Nullable Object>> rows) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(message);
        Path file = directory.resolve(name);
        ParquetTestFile.write(
                file,
                schema,
                schema.getFields().stream()
                        .map(org.apache.parquet.schema.Type::getName)
                        .toList(),
                rows,
                builder -> builder);
        return file;
    }

    private static Scan scan(Input input, Schema schema, Expression... filters) {
        return new Scan(new NodeId(0), input, schema, schema, List.of(filters));
    }

    private static InputColumn column(String name) {
        int index = WIDE.indexOf(name);
        return new InputColumn(index, name, WIDE.type(index));
    }

    private static Call call(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments), Type.BOOLEAN);
    }
}
