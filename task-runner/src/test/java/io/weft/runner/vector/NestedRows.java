package io.weft.runner.vector;

import io.weft.api.Row;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link TestRows} does with lists, maps and structs, which are List, Map and Row. */
final class NestedRows {
    private NestedRows() {}

    static void append(VectorBuilder builder, Type type, Object value) {
        if (type instanceof ListType list) {
            ListVectorBuilder lists = (ListVectorBuilder) builder;
            ((List<?>) value).forEach(element -> TestRows.append(lists.elements(), list.element(), element));
            lists.endList();
        } else if (type instanceof MapType map) {
            MapVectorBuilder maps = (MapVectorBuilder) builder;
            ((Map<?, ?>) value).forEach((key, entry) -> {
                TestRows.append(maps.keys(), map.key(), key);
                TestRows.append(maps.values(), map.value(), entry);
            });
            maps.endMap();
        } else {
            StructVectorBuilder structs = (StructVectorBuilder) builder;
            List<@Nullable Object> values = ((Row) value).values();
            for (int field = 0; field < values.size(); field++) {
                TestRows.append(
                        structs.field(field), ((StructType) type).schema().type(field), values.get(field));
            }
            structs.endStruct();
        }
    }

    static Object value(Vector vector, Type type, int row) {
        if (type instanceof ListType list) {
            ListVector lists = (ListVector) vector;
            List<@Nullable Object> values = new ArrayList<>();
            for (int place = lists.start(row); place < lists.start(row) + lists.length(row); place++) {
                values.add(TestRows.value(lists.elements(), list.element(), place));
            }
            return values;
        }
        if (type instanceof MapType map) {
            MapVector maps = (MapVector) vector;
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            for (int place = maps.start(row); place < maps.start(row) + maps.length(row); place++) {
                Object key = Objects.requireNonNull(TestRows.value(maps.keys(), map.key(), place));
                values.put(key, TestRows.value(maps.values(), map.value(), place));
            }
            return values;
        }
        List<@Nullable Object> values = new ArrayList<>();
        StructType struct = (StructType) type;
        for (int field = 0; field < struct.fields().size(); field++) {
            values.add(TestRows.value(
                    ((StructVector) vector).field(field), struct.schema().type(field), row));
        }
        return Row.of(struct.schema(), values);
    }
}
