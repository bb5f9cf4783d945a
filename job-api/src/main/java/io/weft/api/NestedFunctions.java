package io.weft.api;

/** Functions of lists, maps and structs. Made to be imported statically; docs/functions.md has an example of each. */
public final class NestedFunctions {
    private NestedFunctions() {}

    /** The list of the values, nulls included. */
    public static Column array(Object... elements) {
        return Column.invoke("array", elements);
    }

    /** The map of keys, each with a value behind it. */
    public static Column map(Object... keysAndValues) {
        return Column.invoke("map", keysAndValues);
    }

    /** The struct of values, each behind its name. */
    public static Column namedStruct(Object... namesAndValues) {
        return Column.invoke("named_struct", namesAndValues);
    }

    /** The numbers from the first to the last in steps of 1, or -1 where the last is less. */
    public static Column sequence(Object first, Object last) {
        return Column.invoke("sequence", first, last);
    }

    public static Column sequence(Object first, Object last, Object step) {
        return Column.invoke("sequence", first, last, step);
    }

    /** The parts between matches of the regular expression. */
    public static Column split(Column text, Object regex) {
        return Column.invoke("split", text, regex);
    }

    /** The same, not more than the limit where that is positive; the last has the rest. */
    public static Column split(Column text, Object regex, Object limit) {
        return Column.invoke("split", text, regex, limit);
    }

    /** The element of a list, counted from 1, or from the end where negative, or the value of a key in a map. */
    public static Column elementAt(Column collection, Object key) {
        return Column.invoke("element_at", collection, key);
    }

    /** The number of elements or entries. */
    public static Column size(Column collection) {
        return Column.invoke("size", collection);
    }

    /** The keys of a map in their order. */
    public static Column mapKeys(Column map) {
        return Column.invoke("map_keys", map);
    }

    /** The values of a map in the order of its keys. */
    public static Column mapValues(Column map) {
        return Column.invoke("map_values", map);
    }

    /** Whether the value is in the list. */
    public static Column arrayContains(Column list, Object value) {
        return Column.invoke("array_contains", list, value);
    }

    /** Where the value is first in the list, counted from 1; 0 where it is not. */
    public static Column arrayPosition(Column list, Object value) {
        return Column.invoke("array_position", list, value);
    }

    /** The texts of a list with the separator between them; nulls are left out. */
    public static Column arrayJoin(Column list, Object separator) {
        return Column.invoke("array_join", list, separator);
    }

    public static Column arrayJoin(Column list, Object separator, Object replacement) {
        return Column.invoke("array_join", list, separator, replacement);
    }

    /** The elements in order, nulls first. */
    public static Column sortArray(Column list) {
        return Column.invoke("sort_array", list);
    }

    /** The same; where it is not to ascend, from the greatest on. */
    public static Column sortArray(Column list, Object ascending) {
        return Column.invoke("sort_array", list, ascending);
    }
}
