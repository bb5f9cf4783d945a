package io.weft.type;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a dataset, in order, with distinct names. */
public record Schema(List<Field> fields) {
    public Schema {
        fields = List.copyOf(fields);
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("Two columns are named '" + field.name() + "'");
            }
        }
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    public int size() {
        return fields.size();
    }

    public Field field(int index) {
        return fields.get(index);
    }

    public Type type(int index) {
        return fields.get(index).type();
    }

    /** The position of the column with this very name, or -1. */
    public int indexOf(String name) {
        for (int index = 0; index < fields.size(); index++) {
            if (fields.get(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    public List<Type> types() {
        return fields.stream().map(Field::type).toList();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
