package io.weft.runner.scan;

import org.jspecify.annotations.Nullable;

/** Reads integers from their digits. */
final class IntegerText {
    private static final int MOST_SAFE_DIGITS = 18;

    private long value;

    long value() {
        return value;
    }

    /** Reads an integer between two bounds; says why the text is none, or nothing. */
    @Nullable String read(byte[] text, int start, int end, long least, long most) {
        boolean isNegative = start < end && text[start] == '-';
        int from = isNegative || (start < end && text[start] == '+') ? start + 1 : start;
        if (from == end) {
            return start == end ? "it is empty" : "it is not an integer";
        }
        long read = 0;
        boolean overflows = false;
        for (int index = from; index < end; index++) {
            int digit = text[index] - '0';
            if (digit < 0 || digit > 9) {
                return "it is not an integer";
            }
            // Negative numbers reach one further than positive ones.
            overflows |= index - from >= MOST_SAFE_DIGITS
                    && (read < Long.MIN_VALUE / 10 || read * 10 < Long.MIN_VALUE + digit);
            read = read * 10 - digit;
        }
        if (overflows || (!isNegative && read == Long.MIN_VALUE)) {
            return "it is too large";
        }
        value = isNegative ? read : -read;
        return value < least || value > most ? "it is too large" : null;
    }
}
