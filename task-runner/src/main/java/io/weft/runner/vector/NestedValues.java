package io.weft.runner.vector;

import io.weft.api.Row;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists, maps and structs in and out of vectors, as the objects that rows hold. What is handed out is the caller's own, and cannot be changed. */
final class NestedValues {
    private NestedValues() {}

    /** The value at a slot that is not null. */
    static Object value(Vector vector, int row, Type type) {
        if (type instanceof ListType list) {
            ListVector lists = (ListVector) vector;
            return values(lists.elements(), lists.start(row), lists.length(row), list.element());
        }
        return type instanceof MapType map
                ? map((MapVector) vector, row, map)
                : struct((StructVector) vector, row, (StructType) type);
    }

    private static List<@Nullable Object> values(Vector vector, int start, int count, Type type) {
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int place = start; place < start + count; place++) {
            values.add(VectorValues.value(vector, place, type));
        }
        return Collections.unmodifiableList(values);
    }

    /** Of a key that a file has twice in a map, the last value counts. */
    private static Map<Object, @Nullable Object> map(MapVector maps, int row, MapType type) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int place = maps.start(row); place < maps.start(row) + maps.length(row); place++) {
            Object key = VectorValues.value(maps.keys(), place, type.key());
            if (key != null) {
                map.put(key, VectorValues.value(maps.values(), place, type.value()));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private static Row struct(StructVector structs, int row, StructType type) {
        List<@Nullable Object> values = new ArrayList<>(type.fields().size());
        for (int field = 0; field < type.fields().size(); field++) {
            values.add(
                    VectorValues.value(structs.field(field), row, type.schema().type(field)));
        }
        return Row.of(type.schema(), values);
    }

    /**
     * Appends a value that is not null; where it cannot be one, the vector being built is of no use any more.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    static void append(VectorBuilder builder, Type type, Object value) {
        if (type instanceof ListType list && value instanceof List<?> elements) {
            ListVectorBuilder lists = (ListVectorBuilder) builder;
            for (Object element : elements) {
                VectorValues.append(lists.elements(), list.element(), element);
            }
            lists.endList();
        } else if (type instanceof MapType map && value instanceof Map<?, ?> entries) {
            append((MapVectorBuilder) builder, map, entries);
        } else if (type instanceof StructType struct && value instanceof Row fields) {
            append((StructVectorBuilder) builder, struct, fields);
        } else {
            throw VectorValues.misfit(type, value);
        }
    }

    private static void append(MapVectorBuilder builder, MapType type, Map<?, ?> entries) {
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (entry.getKey() == null) {
                throw new IllegalArgumentException("A key of a %s is null".formatted(type));
            }
            VectorValues.append(builder.keys(), type.key(), entry.getKey());
            VectorValues.append(builder.values(), type.value(), entry.getValue());
        }
        builder.endMap();
    }

    private static void append(StructVectorBuilder builder, StructType type, Row fields) {
        if (!fields.schema().names().equals(type.schema().names())) {
            throw new IllegalArgumentException("A row of the columns %s cannot be a value of the type %s"
                    .formatted(fields.schema().names(), type));
        }
        for (int field = 0; field < type.fields().size(); field++) {
            VectorValues.append(builder.field(field), type.schema().type(field), fields.value(field));
        }
        builder.endStruct();
    }
}
