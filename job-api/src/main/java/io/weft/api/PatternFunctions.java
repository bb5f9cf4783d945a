package io.weft.api;

/** Patterns and regular expressions. Made to be imported statically; docs/functions.md has an example of each. */
public final class PatternFunctions {
    private PatternFunctions() {}

    /**
     * Whether the whole text matches a pattern in which {@code %} stands for any characters and {@code _} for one; behind the
     * escape, which is a backslash unless given, they stand for themselves.
     */
    public static Column like(Column text, Object pattern) {
        return Column.invoke("like", text, pattern);
    }

    public static Column like(Column text, Object pattern, Object escape) {
        return Column.invoke("like", text, pattern, escape);
    }

    /** The same without regard to case. */
    public static Column ilike(Column text, Object pattern) {
        return Column.invoke("ilike", text, pattern);
    }

    public static Column ilike(Column text, Object pattern, Object escape) {
        return Column.invoke("ilike", text, pattern, escape);
    }

    /** Whether the regular expression (RE2 syntax) is found anywhere in the text. */
    public static Column rlike(Column text, Object regex) {
        return Column.invoke("rlike", text, regex);
    }

    /**
     * What a group of the first match covers, the first group unless told, 0 for the whole match; empty where nothing matches.
     */
    public static Column regexpExtract(Column text, Object regex) {
        return Column.invoke("regexp_extract", text, regex);
    }

    public static Column regexpExtract(Column text, Object regex, Object group) {
        return Column.invoke("regexp_extract", text, regex, group);
    }

    /**
     * The text with every match replaced; {@code $1} in the replacement is what group 1 covers, and {@code \$} a dollar.
     */
    public static Column regexpReplace(Column text, Object regex, Object replacement) {
        return Column.invoke("regexp_replace", text, regex, replacement);
    }

    /** How many matches there are. */
    public static Column regexpCount(Column text, Object regex) {
        return Column.invoke("regexp_count", text, regex);
    }
}
