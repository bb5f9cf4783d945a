package io.weft.api;

/**
 * Functions that choose between values, and all others by their names. Made to be imported statically; docs/functions.md has an example
 * of each.
 */
public final class Functions {
    private Functions() {}

    /** The function with this name in docs/functions.md, of columns and constants. */
    public static Column call(String function, Object... arguments) {
        return Column.invoke(function, arguments);
    }

    /** The value where the condition is true; go on with {@link Column#when} and {@link Column#otherwise}. */
    public static Column when(Column condition, Object value) {
        return Column.invoke("case", condition, value);
    }

    /** The first of the values that is not null; those behind it are not computed. */
    public static Column coalesce(Object... values) {
        return Column.invoke("coalesce", values);
    }

    /** The replacement where the value is null. */
    public static Column ifNull(Column value, Object replacement) {
        return Column.invoke("ifnull", value, replacement);
    }

    /** Null where the two are equal, else the first. */
    public static Column nullIf(Column value, Object unwanted) {
        return Column.invoke("nullif", value, unwanted);
    }

    /** The greatest of the values that are not null. */
    public static Column greatest(Object... values) {
        return Column.invoke("greatest", values);
    }

    /** The least of the values that are not null. */
    public static Column least(Object... values) {
        return Column.invoke("least", values);
    }
}
