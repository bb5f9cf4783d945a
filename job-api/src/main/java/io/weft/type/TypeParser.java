package io.weft.type;

import java.util.ArrayList;
import java.util.List;

/** Reads a type's text, from left to right. Blanks count nowhere but between a field's name and its type, and in backticks. */
final class TypeParser {
    /** Beyond this depth a text is damage, or meant to exhaust the stack. */
    private static final int MOST_DEPTH = 64;

    private final String text;
    private int position;
    private int depth;

    private TypeParser(String text) {
        this.text = text;
    }

    static Type parse(String text) {
        TypeParser parser = new TypeParser(text);
        Type type = parser.type();
        parser.skipBlanks();
        if (parser.position < text.length()) {
            throw parser.notAType();
        }
        return type;
    }

    private IllegalArgumentException notAType() {
        return new IllegalArgumentException("Not a type: " + text);
    }

    private Type type() {
        if (++depth > MOST_DEPTH) {
            throw notAType();
        }
        String name = word();
        Type type = switch (name) {
            case "decimal" -> decimal();
            case "list" -> list();
            case "map" -> map();
            case "struct" -> struct();
            default -> simple(name);
        };
        depth--;
        return type;
    }

    private Type simple(String name) {
        for (SimpleType type : SimpleType.values()) {
            if (type.toString().equals(name)) {
                return type;
            }
        }
        throw notAType();
    }

    private DecimalType decimal() {
        expect('(');
        int precision = number();
        expect(',');
        int scale = number();
        expect(')');
        return new DecimalType(precision, scale);
    }

    private ListType list() {
        expect('<');
        Type element = type();
        expect('>');
        return new ListType(element);
    }

    private MapType map() {
        expect('<');
        Type key = type();
        expect(',');
        Type value = type();
        expect('>');
        return new MapType(key, value);
    }

    private StructType struct() {
        expect('<');
        List<Field> fields = new ArrayList<>();
        do {
            String name = fieldName();
            fields.add(new Field(name, type()));
        } while (accept(','));
        expect('>');
        return new StructType(new Schema(fields));
    }

    private String fieldName() {
        return accept('`') ? quoted() : word();
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        while (position < text.length()) {
            char letter = text.charAt(position++);
            if (letter != '`') {
                name.append(letter);
            } else if (position < text.length() && text.charAt(position) == '`') {
                name.append('`');
                position++;
            } else {
                return name.toString();
            }
        }
        throw notAType();
    }

    private String word() {
        skipBlanks();
        int start = position;
        while (position < text.length() && isOfWord(text.charAt(position))) {
            position++;
        }
        if (start == position) {
            throw notAType();
        }
        return text.substring(start, position);
    }

    private int number() {
        String digits = word();
        if (digits.length() > 2 || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw notAType();
        }
        return Integer.parseInt(digits);
    }

    private static boolean isOfWord(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '_';
    }

    private boolean accept(char wanted) {
        skipBlanks();
        if (position == text.length() || text.charAt(position) != wanted) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw notAType();
        }
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }
}
