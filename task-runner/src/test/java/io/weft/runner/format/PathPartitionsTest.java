package io.weft.runner.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Columns;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunctions;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPartitionsTest {
    @TempDir
    Path directory;

    private final Formats formats = new Formats(new Configuration());

    @Test
    void addsTheNamesOfDirectoriesAsColumns() throws IOException {
        write("dt=2026-11-28/country=de/part-0");
        write("dt=2026-11-27/country=fr/sub/part-0");
        write("dt=__HIVE_DEFAULT_PARTITION__/country=__HIVE_DEFAULT_PARTITION__/part-0");

        assertThat(tableAt("")).isEqualTo("[line string, dt date, country string]");
        assertThat(formats.complete(Text.at(directory.toString()).input()).options())
                .containsEntry("path-partitions", "dt date, country string");
    }

    @Test
    void countsFromTheFirstWildcardOn() throws IOException {
        write("dt=2026-11-28/hour=7/part-0");

        assertThat(tableAt("/dt=2026-11-28")).isEqualTo("[line string, hour int]");
        assertThat(tableAt("/dt=2026-*")).isEqualTo("[line string, dt date, hour int]");
        assertThat(tableAt("/*/hour=7")).isEqualTo("[line string, dt date, hour int]");
        assertThat(tableAt("/dt=2026-11-28/hour=7")).isEqualTo("[line string]");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 20, int",
        "-1, 0, int",
        "1, 3000000000, bigint",
        "1, 99999999999999999999, string",
        "01, 2, string",
        "1, x, string",
        "2026-02-28, 2026-03-01, date",
        "2026-02-28, 2026-02-30, string",
        "2026-02-28, 1, string",
        "1.5, 2.5, string",
    })
    void givesTheTypeThatAllValuesHave(String first, String second, String type) throws IOException {
        write("p=" + first + "/a");
        write("p=" + second + "/b");
        write("p=__HIVE_DEFAULT_PARTITION__/c");

        assertThat(tableAt("")).isEqualTo("[line string, p " + type + "]");
    }

    @Test
    void takesTheTypesThatItsAuthorGives() throws IOException {
        write("day=01/a");
        Text source = Text.at(directory.toString()).pathPartitions(Columns.field("day", Type.INT));

        assertThat(formats.schemaOf(source.input()).toString()).isEqualTo("[line string, day int]");
        assertThat(PathPartitions.values("file:/x/day=01/a", Schema.of(new Field("day", Type.INT))))
                .containsExactly(new Literal(1, Type.INT));
    }

    @Test
    void readsNoDirectoriesAsColumnsWhereItsAuthorGivesNone() throws IOException {
        write("day=01/a");

        assertThat(formats.schemaOf(
                                Text.at(directory.toString()).pathPartitions().input())
                        .toString())
                .isEqualTo("[line string]");
    }

    @Test
    void refusesTwoLayouts() throws IOException {
        write("a=1/f");
        write("b=1/f");

        assertThatThrownBy(() -> tableAt(""))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PLAN))
                .hasMessageContaining("Cannot tell the path partitions of '" + directory + "': '")
                .hasMessageContaining("a=1/f' lies in directories of [a] and '")
                .hasMessageContaining(
                        "b=1/f' of [b] (read one layout at a time, or name them with pathPartitions(...))");
    }

    @Test
    void saysWhichValueIsNotOfItsType() {
        Schema day = Schema.of(new Field("day", Type.DATE));

        assertThatThrownBy(() -> PathPartitions.values("hdfs://a/day=2026-02-30/f", day))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessage(
                        "[hdfs://a/day=2026-02-30/f] Cannot read the path partition 'day=2026-02-30' as date: it is none"
                                + " (rename the directory, or give another type with pathPartitions)");
        assertThatThrownBy(() -> PathPartitions.values("hdfs://a/f", day))
                .hasMessage("[hdfs://a/f] Cannot find the path partition 'day': the file lies in no directory 'day=...'"
                        + " (check the path, and the columns given to pathPartitions)");
    }

    @Test
    void unescapesNamesAsHiveDoes() {
        Schema text = Schema.of(new Field("a b", Type.STRING));

        assertThat(PathPartitions.values("file:/x/a b=1%3A2%25%zz\u00e4/f", text))
                .containsExactly(new Literal("1:2%%zz\u00e4", Type.STRING));
        assertThat(PathPartitions.values("file:/x/a b=1/a b=__HIVE_DEFAULT_PARTITION__/f", text))
                .containsExactly(new Literal(null, Type.STRING));
        assertThat(PathValue.escape("a/b=c%d:e\u0001 \u00e4{}")).isEqualTo("a%2Fb%3Dc%25d%3Ae%01 \u00e4%7B}");
        assertThat(PathValue.escape("")).isEqualTo("__HIVE_DEFAULT_PARTITION__");
    }

    @Test
    void leavesOutFilesWhoseDirectoriesSayThatNoRowPasses() {
        Schema schema = Schema.of(new Field("line", Type.STRING), new Field("dt", Type.DATE));
        Expression dt = new InputColumn(1, "dt", Type.DATE);
        Expression line = new InputColumn(0, "line", Type.STRING);
        Input input = Text.at("x").pathPartitions(new Field("dt", Type.DATE)).input();
        Expression sinceMay = call(Function.GREATER_OR_EQUAL, dt, new Literal(LocalDate.of(2026, 5, 1), Type.DATE));
        Expression isX = call(Function.EQUAL, line, new Literal("x", Type.STRING));

        PartitionFilter both =
                new PartitionFilter(new Scan(new NodeId(0), input, schema, schema, List.of(sinceMay, isX)));
        PartitionFilter either = new PartitionFilter(
                new Scan(new NodeId(0), input, schema, schema, List.of(call(Function.OR, sinceMay, isX))));

        assertThat(both.mayMatch("file:/x/dt=2026-04-30/f")).isFalse();
        assertThat(both.mayMatch("file:/x/dt=2026-05-01/f")).isTrue();
        assertThat(both.mayMatch("file:/x/dt=__HIVE_DEFAULT_PARTITION__/f")).isFalse();
        assertThat(both.over(List.of(new Literal(LocalDate.of(2026, 5, 1), Type.DATE))))
                .containsExactly(isX);
        assertThat(either.mayMatch("file:/x/dt=2026-04-30/f")).isTrue();
        assertThat(either.over(List.of(new Literal(LocalDate.of(2026, 4, 30), Type.DATE))))
                .containsExactly(isX);
    }

    @Test
    void computesFunctionsOfPathPartitionsBeforeFilesAreOpened() {
        Schema schema = Schema.of(new Field("dt", Type.DATE), new Field("country", Type.STRING));
        Input input = Text.at("x")
                .pathPartitions(new Field("dt", Type.DATE), new Field("country", Type.STRING))
                .input();
        Expression dt = new InputColumn(0, "dt", Type.DATE);
        Expression country = new InputColumn(1, "country", Type.STRING);
        Expression lastWeek = call(
                Function.GREATER_OR_EQUAL,
                dt,
                invoke(
                        "date_sub",
                        Type.DATE,
                        new Literal(LocalDate.of(2026, 5, 8), Type.DATE),
                        new Literal(7, Type.INT)));
        Expression isOneOf =
                invoke("in", Type.BOOLEAN, country, new Literal("de", Type.STRING), new Literal("fr", Type.STRING));
        PartitionFilter filter =
                new PartitionFilter(new Scan(new NodeId(0), input, schema, schema, List.of(lastWeek, isOneOf)));

        assertThat(filter.mayMatch("file:/x/dt=2026-05-01/country=fr/f")).isTrue();
        assertThat(filter.mayMatch("file:/x/dt=2026-04-30/country=fr/f")).isFalse();
        assertThat(filter.mayMatch("file:/x/dt=2026-05-01/country=it/f")).isFalse();
        assertThat(filter.mayMatch("file:/x/dt=2026-05-01/country=__HIVE_DEFAULT_PARTITION__/f"))
                .isFalse();
    }

    private static Expression invoke(String function, Type type, Expression... arguments) {
        return new Invoke(ScalarFunctions.find(function).orElseThrow(), List.of(arguments), type);
    }

    private static Expression call(Function function, Expression left, Expression right) {
        return new Call(function, List.of(left, right), Type.BOOLEAN);
    }

    private String tableAt(String below) {
        return formats.schemaOf(Text.at(directory + below).input()).toString();
    }

    private void write(String name) throws IOException {
        Path file = directory.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }
}
