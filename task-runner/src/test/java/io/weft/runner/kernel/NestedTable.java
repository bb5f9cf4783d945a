package io.weft.runner.kernel;

import io.weft.api.Row;
import io.weft.api.ValueText;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Random rows of lists, maps and structs, as a batch and as a table {@code n} of DuckDB's: some null, some empty, some with nulls in them. */
final class NestedTable {
    static final Schema SCHEMA = Schema.of(
            new Field("l", Type.list(Type.INT)),
            new Field("s", Type.list(Type.STRING)),
            new Field("m", Type.map(Type.STRING, Type.INT)),
            new Field("r", Type.parse("struct<a int, b string>")),
            new Field("ll", Type.list(Type.list(Type.INT))),
            new Field("k", Type.INT),
            new Field("w", Type.STRING));

    private static final List<String> WORDS = List.of("", "a", "b", "c", "ß", "a,b");

    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    NestedTable(int size, Random random) {
        for (int row = 0; row < size; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            SCHEMA.fields().forEach(field -> values.add(value(field.type(), random)));
            rows.add(values);
        }
    }

    private static @Nullable Object value(Type type, Random random) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        if (type instanceof ListType list) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int left = random.nextInt(5); left > 0; left--) {
                elements.add(value(list.element(), random));
            }
            return elements;
        }
        if (type instanceof MapType map) {
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (int left = random.nextInt(4); left > 0; left--) {
                entries.put(WORDS.get(random.nextInt(WORDS.size())), value(map.value(), random));
            }
            return entries;
        }
        if (type instanceof StructType struct) {
            List<@Nullable Object> values = new ArrayList<>();
            struct.fields().forEach(field -> values.add(value(field.type(), random)));
            return Row.of(struct.schema(), values);
        }
        return type.equals(Type.INT) ? random.nextInt(9) - 4 : (Object) WORDS.get(random.nextInt(WORDS.size()));
    }

    int size() {
        return rows.size();
    }

    Batch batch(Form form) {
        return batch(rows, form);
    }

    /** One of the rows. */
    Batch batch(int row, Form form) {
        return batch(List.of(rows.get(row)), form);
    }

    private static Batch batch(List<List<@Nullable Object>> rows, Form form) {
        List<Vector> vectors = new ArrayList<>();
        for (int column = 0; column < SCHEMA.size(); column++) {
            int place = column;
            vectors.add(TestVectors.of(
                    SCHEMA.type(column),
                    rows.stream().map(row -> row.get(place)).toList(),
                    form));
        }
        return new Batch(rows.size(), vectors);
    }

    String describe(int row) {
        return new ValueText(ZoneOffset.UTC).json(rows.get(row));
    }

    void createIn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table n (l integer[], s varchar[], m map(varchar, integer),"
                    + " r struct(a integer, b varchar), ll integer[][], k integer, w varchar, row integer)");
            for (int row = 0; row < rows.size(); row++) {
                String values = rows.get(row).stream().map(NestedTable::literal).collect(Collectors.joining(", "));
                statement.execute("insert into n values (" + values + ", " + row + ")");
            }
        }
    }

    /** How DuckDB writes a value. */
    private static String literal(@Nullable Object value) {
        if (value instanceof List<?> elements) {
            return elements.stream().map(NestedTable::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> entries) {
            return entries.entrySet().stream()
                    .map(entry -> literal(entry.getKey()) + ": " + literal(entry.getValue()))
                    .collect(Collectors.joining(", ", "map {", "}"));
        }
        if (value instanceof Row struct) {
            return "{'a': " + literal(struct.value(0)) + ", 'b': " + literal(struct.value(1)) + "}";
        }
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }
}
