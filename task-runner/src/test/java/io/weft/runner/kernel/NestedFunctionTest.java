package io.weft.runner.kernel;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.nullOf;
import static io.weft.api.Functions.coalesce;
import static io.weft.api.Functions.when;
import static io.weft.api.NestedFunctions.array;
import static io.weft.api.NestedFunctions.arrayContains;
import static io.weft.api.NestedFunctions.arrayJoin;
import static io.weft.api.NestedFunctions.arrayPosition;
import static io.weft.api.NestedFunctions.elementAt;
import static io.weft.api.NestedFunctions.map;
import static io.weft.api.NestedFunctions.mapKeys;
import static io.weft.api.NestedFunctions.mapValues;
import static io.weft.api.NestedFunctions.namedStruct;
import static io.weft.api.NestedFunctions.sequence;
import static io.weft.api.NestedFunctions.size;
import static io.weft.api.NestedFunctions.sortArray;
import static io.weft.api.NestedFunctions.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Column;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions over columns of lists, maps and structs. Failures name the seed. */
class NestedFunctionTest {
    private static final int ROWS = 300;
    private static final Column A = col("r").getField("a");

    /** A computation, and what it is in DuckDB. */
    private record Case(Column column, String sql) {}

    private static List<Case> cases() {
        return List.of(
                new Case(size(col("l")), "len(l)"),
                new Case(size(col("ll")), "len(ll)"),
                new Case(size(col("m")), "cardinality(m)"),
                new Case(col("l").getItem(col("k")), "case when k >= 0 then l[k + 1] end"),
                new Case(col("ll").getItem(col("k")), "case when k >= 0 then ll[k + 1] end"),
                new Case(col("ll").getItem(1).getItem(0), "ll[2][1]"),
                new Case(
                        when(col("k").between(1, size(col("l"))), elementAt(col("l"), col("k"))),
                        "case when k between 1 and len(l) then l[k] end"),
                new Case(
                        when(size(col("s")).greaterThan(0), elementAt(col("s"), -1)),
                        "case when len(s) > 0 then s[-1] end"),
                new Case(col("m").getItem(col("w")), "m[w]"),
                new Case(elementAt(col("m"), "b"), "m['b']"),
                new Case(col("r").getField("b"), "r.b"),
                new Case(A.plus(col("k")), "r.a + k"),
                new Case(mapKeys(col("m")), "map_keys(m)"),
                new Case(mapValues(col("m")), "map_values(m)"),
                new Case(
                        arrayContains(col("l"), col("k")),
                        "case when k is null then null when list_contains(l, k) then true"
                                + " when len(l) = list_count(l) then false end"),
                new Case(
                        arrayPosition(col("s"), col("w")),
                        "case when s is not null and w is not null then coalesce(list_position(s, w), 0) end"),
                new Case(
                        arrayJoin(col("s"), "-"),
                        "case when s is not null then coalesce(array_to_string(s, '-'), '') end"),
                new Case(
                        arrayJoin(col("s"), ", ", col("w")),
                        "case when s is not null and w is not null then"
                                + " coalesce(array_to_string([coalesce(x, w) for x in s], ', '), '') end"),
                new Case(sortArray(col("l")), "list_sort(l, 'ASC', 'NULLS FIRST')"),
                new Case(sortArray(col("s"), false), "list_sort(s, 'DESC', 'NULLS LAST')"),
                new Case(
                        when(col("k").lessThanOrEqual(A), sequence(col("k"), A)),
                        "case when k <= r.a then range(k, r.a + 1) end"),
                new Case(
                        when(col("k").lessThanOrEqual(A), sequence(A, col("k"), -2)),
                        "case when k <= r.a then range(r.a, k - 1, -2) end"),
                new Case(split(col("w"), ","), "string_split(w, ',')"),
                new Case(array(col("k"), A, 7), "[k, r.a, 7]"),
                new Case(array(col("l"), array(col("k")), nullOf(Type.list(Type.INT))), "[l, [k], null]"),
                new Case(namedStruct("l", col("l"), "r", col("r"), "m", col("m")), "{'l': l, 'r': r, 'm': m}"),
                new Case(
                        when(col("w").isNotNull(), map(col("w"), col("l"))),
                        "case when w is not null then map {w: l} end"),
                new Case(coalesce(col("l"), array(col("k"))), "coalesce(l, [k])"),
                new Case(
                        when(col("k").greaterThan(0), col("r")).otherwise(namedStruct("a", col("k"), "b", col("w"))),
                        "case when k > 0 then r else {'a': k, 'b': w} end"));
    }

    /** The computation, and what a cast to string, which is JSON, makes of it. */
    private static Evaluator evaluator(Column column) {
        return Evaluator.of(Expressions.cast(OracleTable.unfolded(column, NestedTable.SCHEMA), Type.STRING));
    }

    private static List<@Nullable Object> values(Evaluator evaluator, Batch batch) {
        Vector vector = evaluator.evaluate(batch);
        return IntStream.range(0, batch.selectedCount())
                .mapToObj(index -> TestVectors.value(Type.STRING, vector, batch.position(index)))
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void computesWhatDuckDbComputes(long seed) throws SQLException {
        NestedTable table = new NestedTable(ROWS, new Random(seed));
        Batch batch = table.batch(seed % 2 == 0 ? Form.PLAIN : Form.OTHER);
        List<String> differences = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            table.createIn(connection);
            for (Case call : cases()) {
                difference(call, values(evaluator(call.column()), batch), table, connection)
                        .ifPresent(differences::add);
            }
        }
        assertThat(differences).as("seed %d", seed).isEmpty();
    }

    /** The first row for which the two differ; DuckDB's values as JSON without blanks, too. */
    private static Optional<String> difference(
            Case call, List<@Nullable Object> found, NestedTable table, Connection connection) {
        String query =
                "select case when v is not null then if(typeof(v) = 'VARCHAR', v::varchar, to_json(v)::varchar) end"
                        + " from (select " + call.sql() + " v, row from n) order by row";
        try (Statement statement = connection.createStatement();
                ResultSet wanted = statement.executeQuery(query)) {
            for (int row = 0; row < table.size(); row++) {
                assertThat(wanted.next()).isTrue();
                if (!Objects.equals(found.get(row), wanted.getString(1))) {
                    return Optional.of("%s is %s and DuckDB's %s is %s for %s"
                            .formatted(
                                    call.column(),
                                    found.get(row),
                                    call.sql(),
                                    wanted.getString(1),
                                    table.describe(row)));
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(call.sql() + " fails in DuckDB: " + e.getMessage());
        }
    }

    /** Row by row, with rows left out, and with vectors of the other form. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void computesARowTheSameInEveryBatch(long seed) {
        Random random = new Random(seed);
        NestedTable table = new NestedTable(60, random);
        int[] some = IntStream.range(0, table.size())
                .filter(row -> random.nextInt(3) == 0)
                .toArray();
        for (Case call : cases()) {
            Evaluator evaluator = evaluator(call.column());
            List<@Nullable Object> alone = new ArrayList<>();
            for (int row = 0; row < table.size(); row++) {
                alone.addAll(values(evaluator, table.batch(row, Form.PLAIN)));
            }
            for (Form form : Form.values()) {
                Batch batch = table.batch(form);
                assertThat(values(evaluator, batch))
                        .as("seed %d, %s, %s", seed, call.column(), form)
                        .isEqualTo(alone);
                assertThat(values(evaluator, batch.select(some, some.length)))
                        .as("seed %d, some rows of %s, %s", seed, call.column(), form)
                        .isEqualTo(IntStream.of(some)
                                .mapToObj(alone::get)
                                .collect(ArrayList::new, List::add, List::addAll));
            }
        }
    }

    @Test
    void computesNothingOfAnEmptyBatch() {
        Batch none = new NestedTable(0, new Random(1)).batch(Form.PLAIN);
        for (Case call : cases()) {
            assertThat(evaluator(call.column()).evaluate(none).size()).isZero();
        }
    }

    private static void fails(Column column, ErrorCode code, String message) {
        Batch batch = new Batch(1, List.of());
        Expression expression = OracleTable.unfolded(column, NestedTable.SCHEMA);
        assertThatThrownBy(() -> Evaluator.of(expression).evaluate(batch))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void saysWhichElementThereIsNot() {
        fails(
                elementAt(array(1, 2), 3),
                ErrorCode.ARITHMETIC,
                "Cannot compute element_at(array(1, 2), 3): there is no element 3 in a list of 2, whose first is 1"
                        + " (filter such rows out first)");
        fails(
                elementAt(array(1, 2), 0),
                ErrorCode.ARITHMETIC,
                "Cannot compute element_at(array(1, 2), 0): there is no element 0 in a list of 2, whose first is 1"
                        + " (filter such rows out first)");
        fails(
                elementAt(array(1, 2), -3),
                ErrorCode.ARITHMETIC,
                "Cannot compute element_at(array(1, 2), -3): there is no element -3 in a list of 2, whose first is 1"
                        + " (filter such rows out first)");
    }

    @Test
    void saysWhichKeysAMapCannotHave() {
        fails(
                map("a", 1, nullOf(Type.STRING), 2),
                ErrorCode.ARITHMETIC,
                "Cannot compute map('a', 1, null, 2): a key is null (filter such rows out first)");
        fails(
                map("a", 1, "b", 2, "a", 3),
                ErrorCode.ARITHMETIC,
                "Cannot compute map('a', 1, 'b', 2, 'a', 3): the keys 1 and 3 are the same (filter such rows out first)");
    }

    @Test
    void saysWhichNumbersMakeNoSequence() {
        fails(
                sequence(1, 3, -1),
                ErrorCode.ARITHMETIC,
                "Cannot compute sequence(1, 3, -1): steps of -1 never lead from 1 to 3 (filter such rows out first)");
        fails(
                sequence(1, 3, 0),
                ErrorCode.ARITHMETIC,
                "Cannot compute sequence(1, 3, 0): steps of 0 never lead from 1 to 3 (filter such rows out first)");
        fails(
                sequence(Long.MIN_VALUE, Long.MAX_VALUE),
                ErrorCode.ARITHMETIC,
                "Cannot compute sequence(-9223372036854775808, 9223372036854775807): it has more than a million numbers from"
                        + " -9223372036854775808 to 9223372036854775807 (filter such rows out first)");
    }

    @Test
    void reachesTheEndsOfTheIntegers() {
        Batch row = new Batch(1, List.of());
        assertThat(values(evaluator(sequence(Long.MAX_VALUE - 1, Long.MAX_VALUE)), row))
                .containsExactly("[9223372036854775806,9223372036854775807]");
        assertThat(values(evaluator(sequence(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)), row))
                .containsExactly("[-9223372036854775808,-1,9223372036854775806]");
        assertThat(values(evaluator(sequence(Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)), row))
                .containsExactly("[-2147483648,-1,2147483646]");
        assertThat(values(evaluator(sequence(5, 5, 0)), row)).containsExactly("[5]");
        assertThat(values(evaluator(sequence(3L, Long.MIN_VALUE, Long.MIN_VALUE)), row))
                .containsExactly("[3,-9223372036854775805]");
        assertThat(values(evaluator(size(sequence(1, 1_000_000))), row)).containsExactly("1000000");
    }

    @Test
    void takesNoMoreNumbersThanMemoryHas() {
        Batch batch = new NestedTable(200, new Random(5)).batch(Form.PLAIN);
        assertThatThrownBy(() -> Evaluator.of(
                                OracleTable.unfolded(sequence(coalesce(col("k"), 0), 999_000), NestedTable.SCHEMA))
                        .evaluate(batch))
                .hasMessage(
                        "Cannot compute sequence(coalesce(k, 0), 999000): the rows of one batch have more than 33554432"
                                + " numbers together (make shorter lists)");
    }
}
