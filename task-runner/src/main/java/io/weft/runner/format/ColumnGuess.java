package io.weft.runner.format;

import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type that all texts of a column have so far. */
final class ColumnGuess {
    /** Numbers with zeros in front are names of something, which would lose them. */
    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9][0-9]{0,17})");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(0|[1-9][0-9]*)(\\.[0-9]*)?([eE][+-]?[0-9]+)?");

    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:.*");

    private final @Nullable DateTimeFormatter dates;
    private @Nullable Type type;

    ColumnGuess(@Nullable DateTimeFormatter dates) {
        this.dates = dates;
    }

    /** Takes a text in, which is not null. */
    void add(String text) {
        if (!Type.STRING.equals(type)) {
            add(typeOf(text));
        }
    }

    /** Takes the type of a value in. */
    void add(Type next) {
        if (type == null || type.equals(next)) {
            type = next;
        } else if (isNumber(type) && isNumber(next)) {
            type = Type.DOUBLE;
        } else {
            type = Type.STRING;
        }
    }

    private static boolean isNumber(Type type) {
        return type.equals(Type.BIGINT) || type.equals(Type.DOUBLE);
    }

    private Type typeOf(String text) {
        if (INTEGER.matcher(text).matches()) {
            return Type.BIGINT;
        }
        if (NUMBER.matcher(text).matches()) {
            return Type.DOUBLE;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Type.BOOLEAN;
        }
        return isDate(text) ? Type.DATE : timeOf(text);
    }

    /** A timestamp, with a zone or without one, or else a string. */
    private static Type timeOf(String text) {
        if (!TIME.matcher(text).matches()) {
            return Type.STRING;
        }
        try {
            Microseconds.parseLocal(text);
            return Type.TIMESTAMP_NTZ;
        } catch (DateTimeException e) {
            return hasZone(text) ? Type.TIMESTAMP : Type.STRING;
        }
    }

    private static boolean hasZone(String text) {
        try {
            Microseconds.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean isDate(String text) {
        try {
            LocalDate.parse(text, dates == null ? DateTimeFormatter.ISO_LOCAL_DATE : dates);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** String where no value was seen. */
    Type type() {
        return type == null ? Type.STRING : type;
    }
}
