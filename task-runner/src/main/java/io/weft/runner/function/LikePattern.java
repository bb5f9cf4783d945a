package io.weft.runner.function;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A pattern of {@code like}, as bytes and kinds of bytes. It matches in time proportional to the text times the pattern at worst: only the
 * last {@code %} is ever tried again.
 */
final class LikePattern {
    private static final byte ANY_ONE = 1;
    private static final byte ANY = 2;

    /** Zero where a byte stands for itself. */
    private final byte[] kinds;

    private final byte[] bytes;

    private LikePattern(byte[] kinds, byte[] bytes) {
        this.kinds = kinds;
        this.bytes = bytes;
    }

    /** Whether case counts. */
    enum Letters {
        AS_THEY_ARE,
        FOLDED
    }

    static LikePattern of(String pattern, String escape, Letters letters, Refusal refusal) {
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw refusal.invalid("the escape '" + escape + "' is not one character", "name a character");
        }
        int escapeCode = escape.codePointAt(0);
        byte[] kinds = new byte[4 * pattern.length()];
        byte[] bytes = new byte[4 * pattern.length()];
        int length = 0;
        int letter;
        for (int place = 0; place < pattern.length(); place += Character.charCount(letter)) {
            letter = pattern.codePointAt(place);
            boolean escaped = letter == escapeCode;
            if (escaped) {
                place += Character.charCount(letter);
                if (place == pattern.length()) {
                    throw refusal.invalid(
                            "the pattern '" + pattern + "' ends with the escape", "write it twice to mean it");
                }
                letter = pattern.codePointAt(place);
            }
            if (!escaped && (letter == '%' || letter == '_')) {
                kinds[length++] = letter == '%' ? ANY : ANY_ONE;
                continue;
            }
            String text = Character.toString(letter);
            byte[] encoded = letters == Letters.FOLDED ? folded(text) : text.getBytes(StandardCharsets.UTF_8);
            if (length + encoded.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length + encoded.length);
                kinds = Arrays.copyOf(kinds, bytes.length);
            }
            System.arraycopy(encoded, 0, bytes, length, encoded.length);
            length += encoded.length;
        }
        return new LikePattern(Arrays.copyOf(kinds, length), Arrays.copyOf(bytes, length));
    }

    /** A text in the form in which case does not count. */
    static byte[] folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    boolean matches(byte[] text, int start, int end) {
        int place = start;
        int next = 0;
        int retryPattern = -1;
        int retryPlace = -1;
        while (place < end) {
            if (next < kinds.length && kinds[next] == ANY) {
                retryPattern = ++next;
                retryPlace = place;
            } else if (next < kinds.length && kinds[next] == ANY_ONE) {
                next++;
                place = Utf8.next(text, place, end);
            } else if (next < kinds.length && bytes[next] == text[place]) {
                next++;
                place++;
            } else if (retryPattern >= 0) {
                retryPlace = Utf8.next(text, retryPlace, end);
                place = retryPlace;
                next = retryPattern;
            } else {
                return false;
            }
        }
        while (next < kinds.length && kinds[next] == ANY) {
            next++;
        }
        return next == kinds.length;
    }
}
