package io.weft.runner.format;

import io.weft.expr.Expression.Literal;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A value as it stands in the name of a directory, in the way of Hive: what paths cannot hold as {@code %} and two hexadecimal digits. */
public final class PathValue {
    /** Stands for a null, and for an empty string, which is therefore read as null. */
    public static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^";
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final char DELETE = 0x7f;

    private PathValue() {}

    /** The text as part of a directory's name. */
    public static String escape(String text) {
        if (text.isEmpty()) {
            return NULL;
        }
        StringBuilder name = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter < ' ' || letter == DELETE || ESCAPED.indexOf(letter) >= 0) {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) letter));
            } else {
                name.append(letter);
            }
        }
        return name.toString();
    }

    /** The text that {@link #escape} was given; a {@code %} without two hexadecimal digits stands for itself. */
    static String unescape(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int size = 0;
        for (int index = 0; index < bytes.length; index++) {
            boolean isEscape = bytes[index] == '%'
                    && index + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[index + 1])
                    && HexFormat.isHexDigit(bytes[index + 2]);
            if (isEscape) {
                bytes[size++] = (byte)
                        ((HexFormat.fromHexDigit(bytes[index + 1]) << 4) | HexFormat.fromHexDigit(bytes[index + 2]));
                index += 2;
            } else {
                bytes[size++] = bytes[index];
            }
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** The narrowest of int, bigint, date and string that all the values have, each as it would be written again. */
    static Type commonType(Collection<String> names) {
        List<String> texts = names.stream().filter(name -> !name.equals(NULL)).toList();
        if (texts.isEmpty()) {
            return Type.STRING;
        }
        for (Type type : List.of(Type.INT, Type.BIGINT, Type.DATE)) {
            if (texts.stream().allMatch(text -> isWritten(text, type))) {
                return type;
            }
        }
        return Type.STRING;
    }

    private static boolean isWritten(String text, Type type) {
        if (!(type.equals(Type.DATE) ? DATE : INTEGER).matcher(text).matches()) {
            return false;
        }
        try {
            of(text, type);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The value of a directory's name.
     *
     * @throws IllegalArgumentException if it is not of the type, which the message says
     */
    static Literal of(String name, Type type) {
        if (name.equals(NULL)) {
            return new Literal(null, type);
        }
        String text = unescape(name);
        try {
            if (type.equals(Type.STRING)) {
                return new Literal(text, type);
            }
            if (type.equals(Type.INT)) {
                return new Literal(Integer.valueOf(text), type);
            }
            if (type.equals(Type.BIGINT)) {
                return new Literal(Long.valueOf(text), type);
            }
            if (type.equals(Type.DATE)) {
                return new Literal(LocalDate.parse(text), type);
            }
            if (type.equals(Type.DOUBLE)) {
                return new Literal(Double.valueOf(text), type);
            }
            if (type instanceof DecimalType decimal) {
                return new Literal(decimal(text, decimal), type);
            }
            if (type.equals(Type.BOOLEAN) && (text.equals("true") || text.equals("false"))) {
                return new Literal(Boolean.valueOf(text), type);
            }
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("it is none", e);
        }
        throw new IllegalArgumentException(
                type.equals(Type.BOOLEAN) ? "it is neither true nor false" : "path partitions have no such type");
    }

    private static BigDecimal decimal(String text, DecimalType type) {
        BigDecimal value = new BigDecimal(text).setScale(type.scale());
        if (value.precision() > type.precision()) {
            throw new ArithmeticException("too many digits");
        }
        return value;
    }
}
