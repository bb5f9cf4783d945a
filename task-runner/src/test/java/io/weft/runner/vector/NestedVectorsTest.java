package io.weft.runner.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Row;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedVectorsTest {
    private static final StructType POINT = Type.struct(new Field("x", Type.INT), new Field("y", Type.DOUBLE));
    private static final Type EVERYTHING = Type.struct(
            new Field("l", Type.list(POINT)), new Field("m", Type.map(Type.STRING, Type.list(Type.BINARY))));

    private static Row point(@Nullable Object x, @Nullable Object y) {
        return Row.of(POINT.schema(), Arrays.asList(x, y));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void takesAndCopiesWhatIsWithin(long seed) {
        RandomBatch random = new RandomBatch(seed);
        List<Type> types = random.nestedTypes();
        Batch batch = random.batch(types, 300);
        List<List<@Nullable Object>> rows = TestRows.rows(batch, types);

        assertThat(TestRows.rows(batch.compacted(), types)).isEqualTo(rows);
        BatchBuilder builder = new BatchBuilder(types);
        for (int index = 0; index < batch.selectedCount(); index++) {
            builder.append(batch, batch.position(index));
        }
        assertThat(TestRows.rows(builder.build(), types)).isEqualTo(rows);
        assertThat(builder.build().rowCount()).as("the builder starts afresh").isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void encodesValuesSoThatEqualBytesAreEqualValues(long seed) {
        RandomBatch random = new RandomBatch(seed);
        List<Type> types = List.of(
                Type.map(Type.STRING, POINT),
                Type.list(POINT),
                Type.struct(new Field("s", Type.STRING), new Field("p", POINT)));
        Batch batch = random.batch(types, 500);
        for (int column = 0; column < types.size(); column++) {
            Type type = types.get(column);
            PlainBytesVector encoded =
                    EncodedValues.encode(batch.column(column), batch.positions(), batch.selectedCount());
            Vector decoded = EncodedValues.decode(encoded, type);
            for (int index = 0; index < batch.selectedCount(); index++) {
                int row = batch.position(index);
                // The encoding takes the two zeros for one.
                assertThat(String.valueOf(TestRows.value(decoded, type, row)))
                        .isEqualTo(String.valueOf(TestRows.value(batch.column(column), type, row))
                                .replace("-0.0", "0.0"));
            }
        }
    }

    @Test
    void hashesEqualListsAlikeWhereverTheyLie() {
        List<Type> types = List.of(Type.list(Type.DOUBLE));
        Batch batch = TestRows.batch(
                types,
                List.of(
                        TestRows.row(List.of(1.0, 0.0)),
                        TestRows.row(List.of(1.0, -0.0)),
                        TestRows.row(Arrays.asList(1.0, null)),
                        TestRows.row(List.of()),
                        TestRows.row((Object) null),
                        TestRows.row(List.of(1.0, 0.0))));
        long[] hashes = new RowHasher(1).hash(batch.columns(), new int[] {5, 4, 3, 2, 1, 0}, 6);

        assertThat(hashes[0]).isEqualTo(hashes[4]).isEqualTo(hashes[5]);
        assertThat(Arrays.stream(hashes, 0, 6).distinct().count()).isEqualTo(4);
    }

    @Test
    void givesRowsListsMapsAndRowsAndTakesThemBack() {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        map.put("z", List.of(new byte[] {1}));
        map.put("a", null);
        List<@Nullable Object> points = new ArrayList<>(Arrays.asList(point(1, 0.5), null, point(null, null)));
        Row value = Row.of(((StructType) EVERYTHING).schema(), List.of(points, map));
        VectorBuilder builder = VectorBuilder.of(EVERYTHING, 1);
        VectorValues.append(builder, EVERYTHING, value);
        VectorValues.append(builder, EVERYTHING, null);
        Vector vector = builder.build();

        Row read = (Row) Objects.requireNonNull(VectorValues.value(vector, 0, EVERYTHING));
        assertThat(read.list("l")).containsExactly(point(1, 0.5), null, point(null, null));
        assertThat(read.map("m").keySet()).containsExactly("z", "a");
        assertThat((List<?>) read.map("m").get("z")).singleElement().isEqualTo(new byte[] {1});
        assertThat(VectorValues.value(vector, 1, EVERYTHING)).isNull();
        assertThat(((StructVector) vector).field(0).isNull(1))
                .as("a null's fields")
                .isTrue();
    }

    @Test
    void refusesValuesOfOtherTypes() {
        assertThatThrownBy(() -> append(Type.list(Type.INT), List.of("a")))
                .hasMessage("A String cannot be a value of the type int");
        assertThatThrownBy(() -> append(POINT, List.of(1)))
                .hasMessageMatching("A \\w+ cannot be a value of the type struct<x int,y double>");
        assertThatThrownBy(() -> append(POINT, Row.of(Schema.of(new Field("x", Type.INT)), List.of(1))))
                .hasMessage("A row of the columns [x] cannot be a value of the type struct<x int,y double>");
        Map<@Nullable Object, Object> map = new LinkedHashMap<>();
        map.put(null, 1);
        assertThatThrownBy(() -> append(Type.map(Type.STRING, Type.INT), map))
                .hasMessage("A key of a map<string,int> is null");
    }

    private static void append(Type type, Object value) {
        VectorValues.append(VectorBuilder.of(type, 1), type, value);
    }
}
