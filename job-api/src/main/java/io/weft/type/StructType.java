package io.weft.type;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value for each of some names; {@code io.weft.api.Row} in a row. */
public record StructType(Schema schema) implements Type {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public StructType {
        if (schema.size() == 0) {
            throw new IllegalArgumentException("A struct needs a field");
        }
    }

    public List<Field> fields() {
        return schema.fields();
    }

    @Override
    public boolean isNumeric() {
        return false;
    }

    @Override
    public boolean isInteger() {
        return false;
    }

    @Override
    public boolean isNested() {
        return true;
    }

    @Override
    public boolean hasEquality() {
        return fields().stream().allMatch(field -> field.type().hasEquality());
    }

    /** The names as they are where they are made of letters, digits and underscores, else in backticks. */
    @Override
    public String toString() {
        return fields().stream()
                .map(field -> name(field.name()) + " " + field.type())
                .collect(Collectors.joining(",", "struct<", ">"));
    }

    private static String name(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
    }
}
