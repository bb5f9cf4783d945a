package io.weft.runner.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** Parses the JSON of a line, and says what is wrong with it in words of the line. */
public final class LineJson {
    /** A line has an end of its own. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();

    private LineJson() {}

    /** A parser of these bytes, for the caller to close. */
    public static JsonParser parser(byte[] text, int start, int end) throws IOException {
        return FACTORY.createParser(text, start, end - start);
    }

    /** Why the parser has thrown on these bytes. */
    public static String flaw(IOException thrown, byte[] text, int start, int end) {
        if (thrown instanceof StreamConstraintsException) {
            return "it is nested in more than %d levels, or a number has more than %d digits"
                    .formatted(LIMITS.getMaxNestingDepth(), LIMITS.getMaxNumberLength());
        }
        if (TextEncoding.isBroken(text, start, end)) {
            return "it is not UTF-8";
        }
        if (thrown instanceof JsonEOFException) {
            return "it is not JSON: it ends too early";
        }
        long offset = thrown instanceof JsonProcessingException json && json.getLocation() != null
                ? Math.max(0, json.getLocation().getByteOffset())
                : 0;
        int place = (int) Math.min(end, start + offset);
        return "it is not JSON near '%s'".formatted(ShortText.around(text, start, place, end));
    }

    /** Whether a text has half of a surrogate pair, which JSON can write and no encoding of Unicode can. */
    public static boolean hasHalfPair(CharSequence text) {
        int index = 0;
        while (index < text.length()) {
            char letter = text.charAt(index++);
            if (Character.isSurrogate(letter)
                    && (index == text.length() || !Character.isSurrogatePair(letter, text.charAt(index++)))) {
                return true;
            }
        }
        return false;
    }
}
