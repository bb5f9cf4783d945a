package io.weft.api;

/** Functions of strings. Made to be imported statically; docs/functions.md has an example of each. */
public final class StringFunctions {
    private StringFunctions() {}

    /** The number of characters (code points), trailing spaces included; of bytes the number of them. */
    public static Column length(Column text) {
        return Column.invoke("length", text);
    }

    /** The same as length. */
    public static Column charLength(Column text) {
        return Column.invoke("char_length", text);
    }

    /** The number of bytes, of a text in the UTF-8 form. */
    public static Column octetLength(Column text) {
        return Column.invoke("octet_length", text);
    }

    /** The text in upper case, by Unicode's rules that need no language. */
    public static Column upper(Column text) {
        return Column.invoke("upper", text);
    }

    /** The text in lower case, by Unicode's rules that need no language. */
    public static Column lower(Column text) {
        return Column.invoke("lower", text);
    }

    /** Each word with an upper case letter first and lower case after it; words are parted by spaces. */
    public static Column initcap(Column text) {
        return Column.invoke("initcap", text);
    }

    /** The text without spaces, or any of the given characters, at both ends. */
    public static Column trim(Column text) {
        return Column.invoke("trim", text);
    }

    public static Column trim(Column text, Object characters) {
        return Column.invoke("trim", text, characters);
    }

    /** The same at the beginning alone. */
    public static Column ltrim(Column text) {
        return Column.invoke("ltrim", text);
    }

    public static Column ltrim(Column text, Object characters) {
        return Column.invoke("ltrim", text, characters);
    }

    /** The same at the end alone. */
    public static Column rtrim(Column text) {
        return Column.invoke("rtrim", text);
    }

    public static Column rtrim(Column text, Object characters) {
        return Column.invoke("rtrim", text, characters);
    }

    /** The part that begins at a character, counted from 1 or, where negative, from the end; 0 is as 1. */
    public static Column substring(Column text, Object from) {
        return Column.invoke("substring", text, from);
    }

    public static Column substring(Column text, Object from, Object length) {
        return Column.invoke("substring", text, from, length);
    }

    /**
     * What lies before the given occurrence of the delimiter; where the count is negative, after it, counted from the end.
     */
    public static Column substringIndex(Column text, Object delimiter, Object count) {
        return Column.invoke("substring_index", text, delimiter, count);
    }

    /** The first characters. */
    public static Column left(Column text, Object length) {
        return Column.invoke("left", text, length);
    }

    /** The last characters. */
    public static Column right(Column text, Object length) {
        return Column.invoke("right", text, length);
    }

    /** The texts one after the other. */
    public static Column concat(Object... texts) {
        return Column.invoke("concat", texts);
    }

    /** The texts that are not null with the separator between them; null where the separator is null. */
    public static Column concatWs(Object separator, Object... texts) {
        return Column.invokeAll("concat_ws", separator, texts);
    }

    /** The text with every occurrence of a part replaced, or removed; an empty part occurs nowhere. */
    public static Column replace(Column text, Object search) {
        return Column.invoke("replace", text, search);
    }

    public static Column replace(Column text, Object search, Object replacement) {
        return Column.invoke("replace", text, search, replacement);
    }

    /**
     * Each character that is found in the second argument becomes that at the same place of the third; where that is shorter,
     * it is removed.
     */
    public static Column translate(Column text, Object from, Object to) {
        return Column.invoke("translate", text, from, to);
    }

    /** The text so many times; empty where that is less than 1. */
    public static Column repeat(Column text, Object times) {
        return Column.invoke("repeat", text, times);
    }

    /** The characters in reverse order. */
    public static Column reverse(Column text) {
        return Column.invoke("reverse", text);
    }

    /** The text filled up on the left to so many characters, with spaces or the given text, or cut to them. */
    public static Column lpad(Column text, Object length) {
        return Column.invoke("lpad", text, length);
    }

    public static Column lpad(Column text, Object length, Object pad) {
        return Column.invoke("lpad", text, length, pad);
    }

    /** The same on the right. */
    public static Column rpad(Column text, Object length) {
        return Column.invoke("rpad", text, length);
    }

    public static Column rpad(Column text, Object length, Object pad) {
        return Column.invoke("rpad", text, length, pad);
    }

    /** Where the part is first found, counted in characters from 1; 0 where it is not. */
    public static Column instr(Column text, Object part) {
        return Column.invoke("instr", text, part);
    }

    /** The same as instr with the part first. */
    public static Column position(Object part, Object text) {
        return Column.invoke("position", part, text);
    }

    /** The same, searching from a character on. */
    public static Column locate(Object part, Object text) {
        return Column.invoke("locate", part, text);
    }

    public static Column locate(Object part, Object text, Object from) {
        return Column.invoke("locate", part, text, from);
    }

    /** Whether the text begins with the part. */
    public static Column startswith(Column text, Object part) {
        return Column.invoke("startswith", text, part);
    }

    /** Whether the text ends with the part. */
    public static Column endswith(Column text, Object part) {
        return Column.invoke("endswith", text, part);
    }

    /** Whether the part is found anywhere in the text. */
    public static Column contains(Column text, Object part) {
        return Column.invoke("contains", text, part);
    }

    /**
     * One of the parts between delimiters, counted from 1, or from the end where negative; empty where there are not so many.
     * Part 0 is an error.
     */
    public static Column splitPart(Column text, Object delimiter, Object part) {
        return Column.invoke("split_part", text, delimiter, part);
    }

    /** The code point of the first character; 0 for an empty text. */
    public static Column ascii(Column text) {
        return Column.invoke("ascii", text);
    }

    /** The character with this code point; an error where there is none. */
    public static Column chr(Object code) {
        return Column.invoke("chr", code);
    }

    /** How many characters have to be inserted, removed or replaced to make one of the other. */
    public static Column levenshtein(Column left, Object right) {
        return Column.invoke("levenshtein", left, right);
    }

    /** The number with so many digits after the point, rounded half up, and commas between thousands. */
    public static Column formatNumber(Column value, Object digits) {
        return Column.invoke("format_number", value, digits);
    }
}
