package io.weft.type;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Schemas as text that can be read back, for where only text travels: {@code id bigint, `unit price` decimal(10,2)}. Names that are not letters,
 * digits and underscores alone stand between backticks, a backtick within them twice.
 */
public final class SchemaText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_]+");

    private final String text;
    private int next;

    private SchemaText(String text) {
        this.text = text;
    }

    /** The columns with their types, as {@link #parse} reads them. */
    public static String of(Schema schema) {
        return String.join(
                ", ",
                schema.fields().stream()
                        .map(field -> quoted(field.name()) + " " + field.type())
                        .toList());
    }

    /** Names alone, as {@link #parseNames} reads them. */
    public static String ofNames(List<String> names) {
        return String.join(", ", names.stream().map(SchemaText::quoted).toList());
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws IllegalArgumentException if the text is no schema
     */
    public static Schema parse(String text) {
        SchemaText rest = new SchemaText(text);
        List<Field> fields = new ArrayList<>();
        while (rest.next < text.length()) {
            String name = rest.name();
            rest.skip(' ');
            fields.add(new Field(name, Type.parse(rest.type())));
            rest.skip(',');
            rest.skip(' ');
        }
        return new Schema(fields);
    }

    /** Reads what {@link #ofNames} wrote. */
    public static List<String> parseNames(String text) {
        SchemaText rest = new SchemaText(text);
        List<String> names = new ArrayList<>();
        while (rest.next < text.length()) {
            names.add(rest.name());
            rest.skip(',');
            rest.skip(' ');
        }
        return names;
    }

    private void skip(char letter) {
        if (next < text.length() && text.charAt(next) == letter) {
            next++;
        }
    }

    private String name() {
        if (text.charAt(next) != '`') {
            int start = next;
            while (next < text.length() && text.charAt(next) != ' ' && text.charAt(next) != ',') {
                next++;
            }
            return text.substring(start, next);
        }
        StringBuilder name = new StringBuilder();
        for (next++; next < text.length(); next++) {
            if (text.charAt(next) == '`') {
                next++;
                if (next == text.length() || text.charAt(next) != '`') {
                    return name.toString();
                }
            }
            name.append(text.charAt(next));
        }
        throw new IllegalArgumentException("A name does not end: " + text);
    }

    /** Up to the comma that is within no brackets and no name. */
    private String type() {
        int start = next;
        int depth = 0;
        boolean isInName = false;
        for (; next < text.length(); next++) {
            char letter = text.charAt(next);
            if (letter == '`') {
                isInName = !isInName;
            } else if (!isInName && (letter == '(' || letter == '<')) {
                depth++;
            } else if (!isInName && (letter == ')' || letter == '>')) {
                depth--;
            } else if (!isInName && letter == ',' && depth == 0) {
                break;
            }
        }
        return text.substring(start, next);
    }
}
