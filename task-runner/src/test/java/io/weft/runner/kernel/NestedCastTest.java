package io.weft.runner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Row;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.CastRules;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Misfit;
import io.weft.runner.kernel.RandomValues.Temper;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.MapType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Casts between lists, maps and structs are those of their parts. Failures name the seed, which is 3. */
class NestedCastTest {
    private static final String MAP = "map<string, string>";

    private static Vector cast(Type from, List<? extends @Nullable Object> values, Type to, Misfit misfit, Form form) {
        Expression cast = new Cast(new InputColumn(0, "c", from), to, misfit);
        return Evaluator.of(cast).evaluate(batch(from, values, form));
    }

    private static Batch batch(Type type, List<? extends @Nullable Object> values, Form form) {
        return new Batch(values.size(), List.of(TestVectors.of(type, values, form)));
    }

    private static List<@Nullable Object> values(Vector vector, Type type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < vector.size(); row++) {
            values.add(TestVectors.value(type, vector, row));
        }
        return values;
    }

    private static List<@Nullable Object> tried(String from, List<? extends @Nullable Object> values, String to) {
        return values(cast(Type.parse(from), values, Type.parse(to), Misfit.IS_NULL, Form.PLAIN), Type.parse(to));
    }

    private static @Nullable Object one(String from, Object value, String to) {
        return values(cast(Type.parse(from), List.of(value), Type.parse(to), Misfit.FAILS, Form.PLAIN), Type.parse(to))
                .get(0);
    }

    private static Row struct(String type, @Nullable Object... values) {
        return Row.of(((StructType) Type.parse(type)).schema(), Arrays.asList(values));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            map.put((String) keysAndValues[index], keysAndValues[index + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void elementsAreCastLikeValues(Temper temper) {
        Random random = new Random(3);
        RandomValues source = new RandomValues(random, temper);
        for (Type from : RandomExpressions.TYPES) {
            for (Type to : RandomExpressions.TYPES) {
                if (!CastRules.exists(from, to)) {
                    continue;
                }
                List<@Nullable Object> elements = new ArrayList<>();
                List<@Nullable Object> lists = new ArrayList<>();
                List<@Nullable Object> wanted = new ArrayList<>();
                for (int row = 0; row < 12; row++) {
                    List<@Nullable Object> list = new ArrayList<>();
                    for (int left = random.nextInt(4); left > 0; left--) {
                        list.add(random.nextInt(5) == 0 ? null : source.next(from));
                    }
                    elements.addAll(list);
                    lists.add(list);
                }
                List<@Nullable Object> cast = values(cast(from, elements, to, Misfit.IS_NULL, Form.PLAIN), to);
                int next = 0;
                for (Object list : lists) {
                    int size = ((List<?>) list).size();
                    wanted.add(new ArrayList<>(cast.subList(next, next + size)));
                    next += size;
                }
                lists.add(3, null);
                wanted.add(3, null);
                for (Form form : Form.values()) {
                    assertThat(values(cast(Type.list(from), lists, Type.list(to), Misfit.IS_NULL, form), Type.list(to)))
                            .as("seed 3, from %s to %s, %s", from, to, form)
                            .isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void listsMayHaveMoreElementsThanABatchHasRows() {
        List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
        List<Object> lists = List.of(numbers, List.of(), numbers.subList(0, 5), numbers);
        assertThat(values(
                        cast(Type.list(Type.INT), lists, Type.list(Type.STRING), Misfit.FAILS, Form.PLAIN),
                        Type.list(Type.STRING)))
                .isEqualTo(lists.stream()
                        .map(list ->
                                ((List<?>) list).stream().map(String::valueOf).toList())
                        .toList());
    }

    @Test
    void partsOfRowsThatDoNotCountAreNotCast() {
        Type from = Type.list(Type.STRING);
        Batch batch = batch(from, List.of(List.of("1"), List.of("x"), List.of("2", "3")), Form.OTHER);
        Evaluator cast = Evaluator.of(new Cast(new InputColumn(0, "c", from), Type.list(Type.INT)));
        Vector found = cast.evaluate(batch.select(new int[] {0, 2}, 2));
        assertThat(TestVectors.value(Type.list(Type.INT), found, 0)).isEqualTo(List.of(1));
        assertThat(TestVectors.value(Type.list(Type.INT), found, 2)).isEqualTo(List.of(2, 3));
        assertThatThrownBy(() -> cast.evaluate(batch))
                .hasMessage(
                        "Cannot compute cast(element of c as int): 'x' is not a value of type int (correct the data, or"
                                + " filter such rows out first)");
    }

    @Test
    void structsGoByPosition() {
        String from = "struct<a int, b list<int>>";
        String to = "struct<x bigint, y list<string>>";
        assertThat(tried(from, Arrays.asList(struct(from, 1, List.of(2)), null, struct(from, null, null)), to))
                .isEqualTo(Arrays.asList(struct(to, 1L, List.of("2")), null, struct(to, null, null)));
        assertThatThrownBy(() -> one("struct<a int>", struct("struct<a int>", 300), "struct<z tinyint>"))
                .hasMessage(
                        "Cannot compute cast(field a of c as tinyint): 300 does not fit into tinyint (cast to a wider type,"
                                + " or filter such rows out first)");
    }

    @Test
    void mapsKeepTheOrderOfTheirEntries() {
        Object cast = one(MAP, map("2", "x", "1", null), "map<int, string>");
        assertThat(cast).hasToString("{2=x, 1=null}");
    }

    @Test
    void aMapWhoseKeysBecomeTheSameIsNone() {
        List<@Nullable Object> maps =
                Arrays.asList(map("1", "a", "01", "b"), map("1", "a"), null, map("x", "a"), map());
        Map<Integer, String> kept = Map.of(1, "a");
        assertThat(tried(MAP, maps, "map<int, string>")).isEqualTo(Arrays.asList(null, kept, null, null, Map.of()));
        assertThatThrownBy(() -> one(MAP, map("1", "a", "01", "b"), "map<int, string>"))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CAST_FAILED))
                .hasMessage(
                        "Cannot compute cast(c as map<int,string>): two keys of a map become 1 (cast them to a type that"
                                + " keeps them apart, or filter such rows out first)");
        assertThatThrownBy(() -> one(MAP, map("x", "a"), "map<int, string>"))
                .hasMessageStartingWith("Cannot compute cast(key of c as int): 'x' is not a value of type int");
        assertThat(tried(MAP, List.of(map("k", "1", "l", "x")), "map<string, int>"))
                .isEqualTo(List.of(map("k", 1, "l", null)));
    }

    @Test
    void theSessionsZoneReachesTheParts() {
        Cast cast = new Cast(new InputColumn(0, "c", Type.list(Type.TIMESTAMP)), Type.list(Type.STRING))
                .in(ZoneId.of("Asia/Tokyo"));
        Batch batch = batch(Type.list(Type.TIMESTAMP), List.of(List.of(Instant.EPOCH)), Form.PLAIN);
        assertThat(values(Evaluator.of(cast).evaluate(batch), cast.type()))
                .containsExactly(List.of("1970-01-01 09:00:00"));
    }

    @Test
    void triesElementsAsDuckDbDoes() throws SQLException {
        Type from = Type.parse("list<list<string>>");
        List<@Nullable Object> lists = Arrays.asList(
                List.of(List.of("1", "x"), List.of()),
                null,
                Arrays.asList(null, List.of("2147483648", "7")),
                List.of());
        List<@Nullable Object> found = values(
                cast(from, lists, Type.parse("list<list<int>>"), Misfit.IS_NULL, Form.PLAIN),
                Type.parse("list<list<int>>"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet wanted = statement.executeQuery(
                        "select try_cast(l as integer[][])::varchar from (values (1,"
                                + " [['1', 'x'], []]), (2, null), (3, [null, ['2147483648', '7']]), (4, [])) t(n, l) order by n")) {
            for (Object value : found) {
                assertThat(wanted.next()).isTrue();
                assertThat(value == null ? null : value.toString().replace("null", "NULL"))
                        .isEqualTo(wanted.getString(1));
            }
        }
    }

    @Test
    void saysWhichPartCannotBeCast() {
        assertThat(CastRules.obstacle(Type.parse("list<date>"), Type.parse("list<int>")))
                .contains("there is no cast from date to int");
        assertThat(CastRules.obstacle(Type.parse("list<int>"), Type.INT))
                .contains("there is no cast from list<int> to int");
        assertThat(CastRules.obstacle(Type.parse("struct<a int>"), Type.parse("struct<a int, b int>")))
                .contains("struct<a int> has 1 field(s) and struct<a int,b int> has 2");
        assertThat(CastRules.obstacle(Type.parse("struct<a int, b boolean>"), Type.parse("struct<a int, b date>")))
                .contains("there is no cast from boolean to date");
        MapType lists = Type.map(Type.list(Type.INT), Type.INT);
        assertThat(CastRules.obstacle(lists, Type.map(Type.list(Type.BIGINT), Type.INT)))
                .contains("there is no cast from list<int> to list<bigint> for keys of maps");
        assertThat(CastRules.obstacle(lists, Type.map(Type.list(Type.INT), Type.BIGINT)))
                .isEmpty();
        assertThat(CastRules.obstacle(Type.STRING, Type.list(Type.INT)))
                .contains("there is no cast from string to list<int>");
    }
}
