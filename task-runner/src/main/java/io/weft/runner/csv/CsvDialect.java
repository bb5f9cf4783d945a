package io.weft.runner.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.plan.LineOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How CSV is written in the files of an input or output.
 *
 * @param delimiter between fields
 * @param quote around fields, or -1 where nothing stands around them
 * @param escape within quoted fields, before a quote or itself
 * @param lineEnds what they are within quotes
 * @param nullTexts the fields without quotes that are null; written is the first
 */
public record CsvDialect(byte delimiter, int quote, int escape, LineEnds lineEnds, List<String> nullTexts) {
    /** No quote and no escape: no byte has this value. */
    private static final int NOTHING = -1 << Byte.SIZE;

    /** What a line end within quotes is. */
    public enum LineEnds {
        /** Like any other, it ends the record. */
        OF_RECORDS,
        /** It belongs to the field. */
        IN_FIELDS
    }

    public CsvDialect {
        nullTexts = List.copyOf(nullTexts);
    }

    /** What the options say, and the usual where they say nothing. */
    public static CsvDialect of(Map<String, String> options) {
        int quote = letter(options.getOrDefault(LineOptions.QUOTE, "\""));
        String escape = options.get(LineOptions.ESCAPE);
        return new CsvDialect(
                (byte) letter(options.getOrDefault(LineOptions.DELIMITER, ",")),
                quote,
                escape == null ? quote : letter(escape),
                options.containsKey(LineOptions.MULTILINE) ? LineEnds.IN_FIELDS : LineEnds.OF_RECORDS,
                nullTexts(options.getOrDefault(LineOptions.NULL_TEXTS, "0:")));
    }

    private static int letter(String text) {
        return text.isEmpty() ? NOTHING : text.charAt(0);
    }

    private static List<String> nullTexts(String option) {
        List<String> texts = new ArrayList<>();
        for (int next = 0; next < option.length(); ) {
            int colon = option.indexOf(':', next);
            int end = colon + 1 + Integer.parseInt(option.substring(next, colon));
            texts.add(option.substring(colon + 1, end));
            next = end;
        }
        return texts;
    }

    /** The texts of nulls in UTF-8. */
    public List<byte[]> nullBytes() {
        return nullTexts.stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    /** Whether fields may stand in quotes. */
    public boolean hasQuotes() {
        return quote != NOTHING;
    }
}
