package io.weft.expr;

import static io.weft.expr.FunctionBuilder.call;

import io.weft.expr.Expression.Literal;
import io.weft.expr.ScalarFunction.Area;
import io.weft.expr.ScalarFunction.NullRule;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.List;

/** Functions of strings. */
final class TextCatalog {
    private static final Parameter TEXT = text("text");
    private static final Parameter BYTES = Parameter.of("bytes", Type.BINARY);
    private static final Term NO_STRING = new Term.Constant(new Literal(null, Type.STRING));

    private TextCatalog() {}

    static List<ScalarFunction> functions() {
        return List.of(
                function("length")
                        .takes(PlainSignature.of(Type.INT, TEXT), PlainSignature.of(Type.INT, BYTES))
                        .says(
                                "The number of characters (code points), trailing spaces included; of bytes the number of them.")
                        .example("6", "Straße"),
                function("char_length")
                        .takes(PlainSignature.of(Type.INT, TEXT))
                        .says("The same as length.")
                        .example("2", "né"),
                function("octet_length")
                        .takes(PlainSignature.of(Type.INT, TEXT), PlainSignature.of(Type.INT, BYTES))
                        .says("The number of bytes, of a text in the UTF-8 form.")
                        .example("7", "Straße"),
                function("upper")
                        .takes(PlainSignature.of(Type.STRING, TEXT))
                        .says("The text in upper case, by Unicode's rules that need no language.")
                        .example("STRASSE", "straße"),
                function("lower")
                        .takes(PlainSignature.of(Type.STRING, TEXT))
                        .says("The text in lower case, by Unicode's rules that need no language.")
                        .example("élan", "ÉLAN"),
                function("initcap")
                        .takes(PlainSignature.of(Type.STRING, TEXT))
                        .says(
                                "Each word with an upper case letter first and lower case after it; words are parted by spaces.")
                        .example("New York", "nEW yORK"),
                function("trim")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT),
                                PlainSignature.of(Type.STRING, TEXT, text("characters")))
                        .says("The text without spaces, or any of the given characters, at both ends.")
                        .example("a b", "  a b "),
                function("ltrim")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT),
                                PlainSignature.of(Type.STRING, TEXT, text("characters")))
                        .says("The same at the beginning alone.")
                        .example("7", "007", "0"),
                function("rtrim")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT),
                                PlainSignature.of(Type.STRING, TEXT, text("characters")))
                        .says("The same at the end alone.")
                        .example("a", "a  "),
                function("substring")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT, whole("from")),
                                PlainSignature.of(Type.STRING, TEXT, whole("from"), whole("length")))
                        .says(
                                "The part that begins at a character, counted from 1 or, where negative, from the end; 0 is as"
                                        + " 1.")
                        .example("park", "Spark", 2, 4),
                function("substring_index")
                        .takes(PlainSignature.of(Type.STRING, TEXT, text("delimiter"), whole("count")))
                        .says(
                                "What lies before the given occurrence of the delimiter; where the count is negative, after it,"
                                        + " counted from the end.")
                        .example("www.apache", "www.apache.org", ".", 2),
                function("left")
                        .takes(PlainSignature.of(Type.STRING, TEXT, whole("length")))
                        .says("The first characters.")
                        .example("ab", "abc", 2),
                function("right")
                        .takes(PlainSignature.of(Type.STRING, TEXT, whole("length")))
                        .says("The last characters.")
                        .example("bc", "abc", 2),
                function("concat")
                        .takes(PlainSignature.of(Type.STRING, TEXT).repeating())
                        .says("The texts one after the other.")
                        .example("ab1", "a", "b", "1"),
                function("concat_ws")
                        .minding(NullRule.OWN)
                        .takes(PlainSignature.of(Type.STRING, text("separator"), TEXT)
                                .repeating())
                        .says(
                                "The texts that are not null with the separator between them; null where the separator is null.")
                        .example("a-c", "-", "a", NO_STRING, "c"),
                function("replace")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT, text("search")),
                                PlainSignature.of(Type.STRING, TEXT, text("search"), text("replacement")))
                        .says(
                                "The text with every occurrence of a part replaced, or removed; an empty part occurs nowhere.")
                        .example("a-b-c", "a.b.c", ".", "-"),
                function("translate")
                        .takes(PlainSignature.of(Type.STRING, TEXT, text("from"), text("to")))
                        .says(
                                "Each character that is found in the second argument becomes that at the same place of the"
                                        + " third; where that is shorter, it is removed.")
                        .example("a1b2", "axby", "xyz", "12"),
                function("repeat")
                        .takes(PlainSignature.of(Type.STRING, TEXT, whole("times")))
                        .says("The text so many times; empty where that is less than 1.")
                        .example("ababab", "ab", 3),
                function("reverse")
                        .takes(PlainSignature.of(Type.STRING, TEXT))
                        .says("The characters in reverse order.")
                        .example("cba", "abc"),
                function("lpad")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT, whole("length")),
                                PlainSignature.of(Type.STRING, TEXT, whole("length"), text("pad")))
                        .says(
                                "The text filled up on the left to so many characters, with spaces or the given text, or cut to"
                                        + " them.")
                        .example("007", "7", 3, "0"),
                function("rpad")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT, whole("length")),
                                PlainSignature.of(Type.STRING, TEXT, whole("length"), text("pad")))
                        .says("The same on the right.")
                        .example("7..", "7", 3, "."),
                function("instr")
                        .takes(PlainSignature.of(Type.INT, TEXT, text("part")))
                        .says("Where the part is first found, counted in characters from 1; 0 where it is not.")
                        .example("3", "corporate", "rp"),
                function("position")
                        .takes(PlainSignature.of(Type.INT, text("part"), TEXT))
                        .says("The same as instr with the part first.")
                        .example("3", "rp", "corporate"),
                function("locate")
                        .takes(
                                PlainSignature.of(Type.INT, text("part"), TEXT),
                                PlainSignature.of(Type.INT, text("part"), TEXT, whole("from")))
                        .says("The same, searching from a character on.")
                        .example("7", "or", "world or", 3),
                function("startswith")
                        .takes(PlainSignature.of(Type.BOOLEAN, TEXT, text("part")))
                        .says("Whether the text begins with the part.")
                        .example("true", "Spark", "Sp"),
                function("endswith")
                        .takes(PlainSignature.of(Type.BOOLEAN, TEXT, text("part")))
                        .says("Whether the text ends with the part.")
                        .example("true", "Spark", "rk"),
                function("contains")
                        .takes(PlainSignature.of(Type.BOOLEAN, TEXT, text("part")))
                        .says("Whether the part is found anywhere in the text.")
                        .example("false", "Spark", "x"),
                function("split_part")
                        .takes(PlainSignature.of(Type.STRING, TEXT, text("delimiter"), whole("part")))
                        .says(
                                "One of the parts between delimiters, counted from 1, or from the end where negative; empty"
                                        + " where there are not so many. Part 0 is an error.")
                        .example("b", "a,b,c", ",", 2),
                function("ascii")
                        .takes(PlainSignature.of(Type.INT, TEXT))
                        .says("The code point of the first character; 0 for an empty text.")
                        .example("83", "Spark"),
                function("chr")
                        .takes(PlainSignature.of(Type.STRING, whole("code")))
                        .says("The character with this code point; an error where there is none.")
                        .example("€", 8364),
                function("levenshtein")
                        .takes(PlainSignature.of(Type.INT, text("left"), text("right")))
                        .says("How many characters have to be inserted, removed or replaced to make one of the other.")
                        .example("3", "kitten", "sitting"),
                function("format_number")
                        .takes(PlainSignature.of(Type.STRING, Parameter.number("value"), whole("digits")))
                        .says(
                                "The number with so many digits after the point, rounded half up, and commas between thousands.")
                        .example("1,234,567.89", new BigDecimal("1234567.891"), 2));
    }

    /** What is done with patterns and regular expressions. */
    static List<ScalarFunction> patterns() {
        return List.of(
                function("like")
                        .takes(
                                PlainSignature.of(Type.BOOLEAN, TEXT, text("pattern")),
                                PlainSignature.of(Type.BOOLEAN, TEXT, text("pattern"), text("escape")))
                        .says(
                                "Whether the whole text matches a pattern in which `%` stands for any characters and `_` for"
                                        + " one; behind the escape, which is `\\` unless given, they stand for themselves.")
                        .example("true", "Spark", "_p%"),
                function("ilike")
                        .takes(
                                PlainSignature.of(Type.BOOLEAN, TEXT, text("pattern")),
                                PlainSignature.of(Type.BOOLEAN, TEXT, text("pattern"), text("escape")))
                        .says("The same without regard to case.")
                        .example("true", "SPARK", "_p%"),
                function("rlike")
                        .takes(PlainSignature.of(Type.BOOLEAN, TEXT, text("regex")))
                        .says("Whether the regular expression (RE2 syntax) is found anywhere in the text.")
                        .example("true", "order-17", "-[0-9]+$"),
                function("regexp_extract")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT, text("regex")),
                                PlainSignature.of(Type.STRING, TEXT, text("regex"), whole("group")))
                        .says(
                                "What a group of the first match covers, the first group unless told, 0 for the whole match;"
                                        + " empty where nothing matches.")
                        .example("17", "order-17", "-([0-9]+)", 1),
                function("regexp_replace")
                        .takes(PlainSignature.of(Type.STRING, TEXT, text("regex"), text("replacement")))
                        .says(
                                "The text with every match replaced; `$1` in the replacement is what group 1 covers, and `\\$` a"
                                        + " dollar.")
                        .example("order-#", "order-17", "[0-9]+", "#"),
                function("regexp_count")
                        .takes(PlainSignature.of(Type.INT, TEXT, text("regex")))
                        .says("How many matches there are.")
                        .example("3", "a1b2c3", "[0-9]"));
    }

    /** Other ways to write bytes, and sums of them. */
    static List<ScalarFunction> encodings() {
        return List.of(
                function("hex")
                        .takes(
                                PlainSignature.of(Type.STRING, Parameter.of("value", Type.BIGINT)),
                                PlainSignature.of(Type.STRING, TEXT),
                                PlainSignature.of(Type.STRING, BYTES))
                        .says(
                                "The bytes, of a text in the UTF-8 form, or of an integer without leading zeros, in hexadecimal.")
                        .example("537061726B", "Spark"),
                function("md5")
                        .takes(PlainSignature.of(Type.STRING, TEXT), PlainSignature.of(Type.STRING, BYTES))
                        .says("The MD5 of the bytes in hexadecimal.")
                        .example("8cde774d6f7333752ed72cacddb05126", "Spark"),
                function("sha1")
                        .takes(PlainSignature.of(Type.STRING, TEXT), PlainSignature.of(Type.STRING, BYTES))
                        .says("The SHA-1 of the bytes in hexadecimal.")
                        .example("85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c", "Spark"),
                function("sha2")
                        .takes(
                                PlainSignature.of(Type.STRING, TEXT, whole("bits")),
                                PlainSignature.of(Type.STRING, BYTES, whole("bits")))
                        .says("The SHA-2 of the bytes in hexadecimal, of 224, 256 (or 0), 384 or 512 bits.")
                        .example("529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b", "Spark", 256),
                function("unhex")
                        .takes(PlainSignature.of(Type.BINARY, TEXT))
                        .says(
                                "The bytes that hexadecimal digits, in either case, stand for; a text of an odd number of them"
                                        + " begins with a 0.")
                        .example("Spark", "537061726B"),
                function("base64")
                        .takes(PlainSignature.of(Type.STRING, TEXT), PlainSignature.of(Type.STRING, BYTES))
                        .says("The bytes in base 64, with padding and without line ends.")
                        .example("U3Bhcms=", "Spark"),
                function("unbase64")
                        .takes(PlainSignature.of(Type.BINARY, TEXT))
                        .says("The bytes that a text in base 64 stands for.")
                        .example("Spark", "U3Bhcms="),
                function("encode")
                        .takes(PlainSignature.of(Type.BINARY, TEXT, text("charset")))
                        .says(
                                "The text in an encoding: UTF-8, US-ASCII, ISO-8859-1, UTF-16, UTF-16BE or UTF-16LE; what it"
                                        + " does not have is an error.")
                        .example("abc", "abc", "UTF-8"),
                function("decode")
                        .takes(PlainSignature.of(Type.STRING, BYTES, text("charset")))
                        .says("The text that bytes in such an encoding stand for; what it does not know is an error.")
                        .example("abc", call("encode", "abc", "US-ASCII"), "US-ASCII"),
                function("crc32")
                        .takes(PlainSignature.of(Type.BIGINT, TEXT), PlainSignature.of(Type.BIGINT, BYTES))
                        .says("The CRC-32 of the bytes.")
                        .example("1557323817", "Spark"));
    }

    private static FunctionBuilder function(String name) {
        return new FunctionBuilder(Area.TEXTS, name);
    }

    private static Parameter text(String name) {
        return Parameter.of(name, Type.STRING);
    }

    private static Parameter whole(String name) {
        return Parameter.of(name, Type.INT);
    }
}
