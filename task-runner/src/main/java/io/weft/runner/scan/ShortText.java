package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Values as errors show them. */
final class ShortText {
    private static final int MOST_LETTERS = 40;

    private ShortText() {}

    /** The beginning of the text, without what would break the line of an error. */
    static String of(byte[] text, int start, int end) {
        int most = Math.min(end, start + MOST_LETTERS * 4);
        String shown = new String(text, start, most - start, UTF_8);
        boolean isCut = most < end || shown.length() > MOST_LETTERS;
        if (shown.length() > MOST_LETTERS) {
            shown = shown.substring(0, MOST_LETTERS);
        }
        StringBuilder line = new StringBuilder();
        shown.chars().forEach(letter -> line.append(Character.isISOControl(letter) ? ' ' : (char) letter));
        return line + (isCut ? "..." : "");
    }
}
