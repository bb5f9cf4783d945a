package io.weft.type;

import java.util.Objects;

/** Any number of values of one type, in order; {@link java.util.List} in a row. Elements may be null. */
public record ListType(Type element) implements Type {
    public ListType {
        Objects.requireNonNull(element);
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
        return element.hasEquality();
    }

    @Override
    public String toString() {
        return "list<" + element + ">";
    }
}
