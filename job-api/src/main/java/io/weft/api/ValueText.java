package io.weft.api;

import io.weft.type.Microseconds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of rows as text: as a cast to string writes them, but for bytes, which are shown as hexadecimal digits. Lists, maps and structs are
 * JSON, with a zone's local times, bytes in Base64, and a double that is no number as a string.
 */
public final class ValueText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int FIRST_PRINTABLE = 0x20;

    private final ZoneId zone;

    /** Writes timestamps as the local times of this zone. */
    public ValueText(ZoneId zone) {
        this.zone = zone;
    }

    /** The text of a value that is not null. */
    public String of(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Instant moment) {
            return Microseconds.text(LocalDateTime.ofInstant(moment, zone));
        }
        if (value instanceof LocalDateTime dateTime) {
            return Microseconds.text(dateTime);
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HEX.formatHex(bytes) + "'";
        }
        return value instanceof List || value instanceof Map || value instanceof Row ? json(value) : value.toString();
    }

    /** The value as JSON. */
    public String json(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof List<?> elements) {
            writeList(elements, out);
        } else if (value instanceof Map<?, ?> entries) {
            writeMap(entries, out);
        } else if (value instanceof Row fields) {
            writeStruct(fields, out);
        } else if (value == null || value instanceof Boolean || isFiniteNumber(value)) {
            out.append(value == null ? "null" : of(value));
        } else {
            writeText(text(value), out);
        }
    }

    private static boolean isFiniteNumber(Object value) {
        return value instanceof Number number
                && (!(value instanceof Double || value instanceof Float) || Double.isFinite(number.doubleValue()));
    }

    private String text(Object value) {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : of(value);
    }

    private void writeList(List<?> elements, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(']');
    }

    private void writeMap(Map<?, ?> entries, StringBuilder out) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> rest = entries.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<?, ?> entry = rest.next();
            writeText(text(entry.getKey()), out);
            out.append(':');
            write(entry.getValue(), out);
            out.append(rest.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private void writeStruct(Row fields, StringBuilder out) {
        out.append('{');
        for (int field = 0; field < fields.schema().size(); field++) {
            out.append(field == 0 ? "" : ",");
            writeText(fields.schema().field(field).name(), out);
            out.append(':');
            write(fields.value(field), out);
        }
        out.append('}');
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (letter < FIRST_PRINTABLE) {
                        out.append("\\u%04x".formatted((int) letter));
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }
}
