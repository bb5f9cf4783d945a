package io.weft.type;

import java.util.Objects;

/**
 * Values by keys, in the order in which they were put; {@link java.util.Map} in a row. Values may be null, keys not. Maps are not compared with each
 * other: the order of their entries has no meaning, and comparing without it is dear.
 */
public record MapType(Type key, Type value) implements Type {
    public MapType {
        Objects.requireNonNull(value);
        if (!key.hasEquality()) {
            throw new IllegalArgumentException("Not a map's key: " + key);
        }
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
        return false;
    }

    @Override
    public String toString() {
        return "map<" + key + "," + value + ">";
    }
}
