package io.weft.runner.format;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Values as errors show them. */
public final class ShortText {
    private static final int MOST_LETTERS = 40;

    /** Bytes that are shown on either side of a place. */
    private static final int AROUND = 16;

    private ShortText() {}

    /** The beginning of the text, without what would break the line of an error. */
    public static String of(byte[] text, int start, int end) {
        int most = Math.min(end, start + MOST_LETTERS * 4);
        String shown = new String(text, start, most - start, UTF_8);
        boolean isCut = most < end || shown.length() > MOST_LETTERS;
        if (shown.length() > MOST_LETTERS) {
            shown = shown.substring(0, MOST_LETTERS);
        }
        return line(shown) + (isCut ? "..." : "");
    }

    /** The text on either side of a place between its start and its end, which must be UTF-8. */
    public static String around(byte[] text, int start, int place, int end) {
        int from = Math.max(start, place - AROUND);
        int to = Math.min(end, place + AROUND);
        while (from < place && isWithinLetter(text[from])) {
            from++;
        }
        while (to < end && isWithinLetter(text[to])) {
            to++;
        }
        return (from > start ? "..." : "") + line(new String(text, from, to - from, UTF_8)) + (to < end ? "..." : "");
    }

    private static boolean isWithinLetter(byte value) {
        return (value & 0xC0) == 0x80;
    }

    private static String line(String shown) {
        StringBuilder line = new StringBuilder();
        shown.chars().forEach(letter -> line.append(Character.isISOControl(letter) ? ' ' : (char) letter));
        return line.toString();
    }
}
