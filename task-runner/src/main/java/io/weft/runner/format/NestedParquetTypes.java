package io.weft.runner.format;

import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Parquet's groups as lists, maps and structs. A list is written on three levels, as Parquet's format says; those of two levels, and repeated columns
 * outside of lists, which older writers made, are read by the format's rules for them.
 */
public final class NestedParquetTypes {
    private NestedParquetTypes() {}

    /** The type of a group or a repeated column, if it is one that Weft reads. */
    static Optional<Type> typeOf(org.apache.parquet.schema.Type column) {
        if (column.isRepetition(Repetition.REPEATED)) {
            return single(column).map(ListType::new);
        }
        return single(column);
    }

    /** The type of a column without regard to its being repeated. */
    private static Optional<Type> single(org.apache.parquet.schema.Type column) {
        if (column.isPrimitive()) {
            return ParquetTypes.typeOf(column.asPrimitiveType());
        }
        GroupType group = column.asGroupType();
        if (isList(group)) {
            return isWrapper(group)
                    ? typeOf(element(group)).map(ListType::new)
                    : single(element(group)).map(ListType::new);
        }
        if (isMap(group)) {
            return map(entries(group));
        }
        return group.getLogicalTypeAnnotation() == null ? struct(group) : Optional.empty();
    }

    /** Whether the group is a list with its one repeated column within. */
    public static boolean isList(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
                && group.getFieldCount() == 1
                && group.getType(0).isRepetition(Repetition.REPEATED);
    }

    /** Whether a list's repeated column is but a wrapper of the element; else it is the element. */
    public static boolean isWrapper(GroupType list) {
        org.apache.parquet.schema.Type repeated = list.getType(0);
        return !repeated.isPrimitive()
                && repeated.getLogicalTypeAnnotation() == null
                && repeated.asGroupType().getFieldCount() == 1
                && !repeated.getName().equals("array")
                && !repeated.getName().equals(list.getName() + "_tuple");
    }

    /** The element of a list, which is repeated where it has no wrapper. */
    public static org.apache.parquet.schema.Type element(GroupType list) {
        return isWrapper(list) ? list.getType(0).asGroupType().getType(0) : list.getType(0);
    }

    /** Whether the group is a map with a repeated group of a key and a value within. */
    public static boolean isMap(GroupType group) {
        LogicalTypeAnnotation meaning = group.getLogicalTypeAnnotation();
        return (meaning instanceof MapLogicalTypeAnnotation || meaning instanceof MapKeyValueTypeAnnotation)
                && group.getFieldCount() == 1
                && group.getType(0).isRepetition(Repetition.REPEATED)
                && !group.getType(0).isPrimitive()
                && entries(group).getFieldCount() == 2;
    }

    /** The repeated group of a map. */
    public static GroupType entries(GroupType map) {
        return map.getType(0).asGroupType();
    }

    private static Optional<Type> map(GroupType entries) {
        Optional<Type> key = typeOf(entries.getType(0)).filter(Type::hasEquality);
        return key.flatMap(keyType -> typeOf(entries.getType(1)).map(valueType -> new MapType(keyType, valueType)));
    }

    private static Optional<Type> struct(GroupType group) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (org.apache.parquet.schema.Type column : group.getFields()) {
            Optional<Type> type = typeOf(column);
            if (type.isEmpty() || !names.add(column.getName())) {
                return Optional.empty();
            }
            fields.add(new Field(column.getName(), type.get()));
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new StructType(new Schema(fields)));
    }

    /** A column for values of a nested type. */
    static org.apache.parquet.schema.Type column(String name, Type type, Repetition repetition) {
        if (type instanceof ListType list) {
            return Types.list(repetition)
                    .element(ParquetTypes.column("element", list.element(), Repetition.OPTIONAL))
                    .named(name);
        }
        if (type instanceof MapType map) {
            return Types.map(repetition)
                    .key(ParquetTypes.column("key", map.key(), Repetition.REQUIRED))
                    .value(ParquetTypes.column("value", map.value(), Repetition.OPTIONAL))
                    .named(name);
        }
        Types.GroupBuilder<GroupType> group = Types.buildGroup(repetition);
        for (Field field : ((StructType) type).fields()) {
            group.addField(ParquetTypes.column(field.name(), field.type(), Repetition.OPTIONAL));
        }
        return group.named(name);
    }
}
