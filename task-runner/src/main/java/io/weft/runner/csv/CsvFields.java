package io.weft.runner.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the fields of a record of CSV. A field's text is taken out of its quotes when it is asked for, and not before. */
public final class CsvFields {
    private static final int FIRST_FIELDS = 32;

    /** Not in quotes; in quotes; in quotes with escapes. */
    private static final byte BARE = 0;

    private static final byte QUOTED = 1;
    private static final byte ESCAPED = 2;

    private final CsvDialect dialect;
    private int[] starts = new int[FIRST_FIELDS];
    private int[] ends = new int[FIRST_FIELDS];
    private byte[] forms = new byte[FIRST_FIELDS];
    private int count;
    private byte[] text = new byte[0];
    private byte[] unescaped = new byte[0];
    private int unescapedEnd;
    private boolean isOpen;

    /** Finds no fields yet. */
    public CsvFields(CsvDialect dialect) {
        this.dialect = dialect;
    }

    /** Finds the fields of a record; says what is wrong with it, or nothing. */
    public @Nullable String split(byte[] record, int start, int end) {
        text = record;
        count = 0;
        isOpen = false;
        int at = start;
        while (true) {
            if (at < end && record[at] == dialect.quote()) {
                at = quoted(at + 1, end);
                if (at < 0) {
                    isOpen = true;
                    return "the quote that opens field %d is not closed".formatted(count);
                }
                if (at < end && record[at] != dialect.delimiter()) {
                    return "text follows the closing quote of field %d".formatted(count);
                }
            } else {
                int from = at;
                while (at < end && record[at] != dialect.delimiter()) {
                    at++;
                }
                add(from, at, BARE);
            }
            if (at >= end) {
                return null;
            }
            at++;
        }
    }

    /** What to do about a record in which {@link #split} has found something wrong. */
    public String advice() {
        return isOpen && dialect.lineEnds() == CsvDialect.LineEnds.OF_RECORDS
                ? "declare line ends within quotes with multiline()"
                : "mend it";
    }

    /** Adds the field that begins behind an opening quote; gives the place behind the closing one, or -1 where there is none. */
    private int quoted(int start, int end) {
        byte form = QUOTED;
        for (int index = start; index < end; index++) {
            if (isEscape(index, end)) {
                form = ESCAPED;
                index++;
            } else if (text[index] == dialect.quote()) {
                add(start, index, form);
                return index + 1;
            }
        }
        add(start, end, form);
        return -1;
    }

    private boolean isEscape(int index, int end) {
        return text[index] == dialect.escape()
                && index + 1 < end
                && (text[index + 1] == dialect.quote() || text[index + 1] == dialect.escape());
    }

    private void add(int start, int end, byte form) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            forms = Arrays.copyOf(forms, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        forms[count] = form;
        count++;
    }

    /** The texts of all fields. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int field = 0; field < count; field++) {
            moveTo(field);
            texts.add(new String(bytes(field), start(field), end(field) - start(field), UTF_8));
        }
        return texts;
    }

    /** The texts of a header's fields; a field without one is named after its place: {@code c1}. */
    public List<String> names() {
        List<String> names = texts();
        for (int field = 0; field < names.size(); field++) {
            if (names.get(field).isEmpty()) {
                names.set(field, placeName(field));
            }
        }
        return names;
    }

    /** The name of a field that has no other. */
    public static String placeName(int field) {
        return "c" + (field + 1);
    }

    /** How many fields the record has. */
    public int count() {
        return count;
    }

    /** Whether the field stands in quotes. */
    public boolean isQuoted(int field) {
        return forms[field] != BARE;
    }

    /** Whether the field stands in no quotes and is just this. */
    public boolean isBare(int field, byte[] wanted) {
        return forms[field] == BARE && Arrays.equals(text, starts[field], ends[field], wanted, 0, wanted.length);
    }

    /** Makes {@link #bytes}, {@link #start} and {@link #end} speak of this field, until the next call. */
    public void moveTo(int field) {
        if (forms[field] == ESCAPED) {
            unescape(starts[field], ends[field]);
        }
    }

    private void unescape(int start, int end) {
        if (unescaped.length < end - start) {
            unescaped = new byte[end - start];
        }
        unescapedEnd = 0;
        for (int index = start; index < end; index++) {
            if (isEscape(index, end)) {
                index++;
            }
            unescaped[unescapedEnd++] = text[index];
        }
    }

    /** Where the text of the field is that {@link #moveTo} was called with last. */
    public byte[] bytes(int field) {
        return forms[field] == ESCAPED ? unescaped : text;
    }

    /** Where in {@link #bytes} that text begins. */
    public int start(int field) {
        return forms[field] == ESCAPED ? 0 : starts[field];
    }

    /** Where in {@link #bytes} that text ends. */
    public int end(int field) {
        return forms[field] == ESCAPED ? unescapedEnd : ends[field];
    }
}
