package io.weft.type;

import java.util.Objects;

/** A named column of a schema. */
public record Field(String name, Type type) {
    public Field {
        Objects.requireNonNull(type);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A column needs a name");
        }
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
