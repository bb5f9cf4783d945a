package io.weft.runner.function;

/**
 * Characters (code points) in UTF-8. A byte that continues no character counts as one, so that malformed texts have characters too.
 */
final class Utf8 {
    private Utf8() {}

    static boolean isAscii(byte[] bytes, int start, int end) {
        int all = 0;
        for (int place = start; place < end; place++) {
            all |= bytes[place];
        }
        return all >= 0;
    }

    /** The number of characters. */
    static int count(byte[] bytes, int start, int end) {
        int count = 0;
        for (int place = start; place < end; place++) {
            count += isContinuation(bytes[place]) ? 0 : 1;
        }
        boolean headless = start < end && isContinuation(bytes[start]);
        return headless ? count + 1 : count;
    }

    /** Where the character behind the one at {@code place} begins; at most {@code end}. */
    static int next(byte[] bytes, int place, int end) {
        int next = place + 1;
        while (next < end && isContinuation(bytes[next])) {
            next++;
        }
        return next;
    }

    /** Where the character before {@code place} begins; at least {@code start}. */
    static int previous(byte[] bytes, int place, int start) {
        int previous = place - 1;
        while (previous > start && isContinuation(bytes[previous])) {
            previous--;
        }
        return previous;
    }

    /** The place so many characters behind {@code start}, at most {@code end}. */
    static int skip(byte[] bytes, int start, int end, long characters) {
        int place = start;
        for (long left = characters; left > 0 && place < end; left--) {
            place = next(bytes, place, end);
        }
        return place;
    }

    /** The place so many characters before {@code end}, at least {@code start}. */
    static int skipBack(byte[] bytes, int start, int end, long characters) {
        int place = end;
        for (long left = characters; left > 0 && place > start; left--) {
            place = previous(bytes, place, start);
        }
        return place;
    }

    /** The code point of the character at {@code place}; of a malformed one, U+FFFD. */
    static int codePoint(byte[] bytes, int place, int end) {
        int first = bytes[place];
        if (first >= 0) {
            return first;
        }
        int length = next(bytes, place, end) - place;
        if (length == 2 && (first & 0xE0) == 0xC0) {
            return ((first & 0x1F) << 6) | rest(bytes[place + 1]);
        }
        if (length == 3 && (first & 0xF0) == 0xE0) {
            return ((first & 0x0F) << 12) | (rest(bytes[place + 1]) << 6) | rest(bytes[place + 2]);
        }
        if (length == 4 && (first & 0xF8) == 0xF0) {
            return ((first & 0x07) << 18)
                    | (rest(bytes[place + 1]) << 12)
                    | (rest(bytes[place + 2]) << 6)
                    | rest(bytes[place + 3]);
        }
        return 0xFFFD;
    }

    /** Where a part first begins at or after {@code start}, or -1. */
    static int find(byte[] bytes, int start, int end, byte[] part, int partStart, int partLength) {
        if (partLength == 0) {
            return start;
        }
        byte first = part[partStart];
        for (int place = start; place <= end - partLength; place++) {
            if (bytes[place] == first && matches(bytes, place, part, partStart, partLength)) {
                return place;
            }
        }
        return -1;
    }

    /** Where a part last begins at or before {@code from} and not before {@code start}, or -1. */
    static int findBack(byte[] bytes, int start, int from, byte[] part, int partStart, int partLength) {
        for (int place = from; place >= start; place--) {
            if (matches(bytes, place, part, partStart, partLength)) {
                return place;
            }
        }
        return -1;
    }

    /** Whether the part lies at {@code place}, where there are enough bytes for it. */
    static boolean matches(byte[] bytes, int place, byte[] part, int partStart, int partLength) {
        for (int index = 0; index < partLength; index++) {
            if (bytes[place + index] != part[partStart + index]) {
                return false;
            }
        }
        return true;
    }

    private static int rest(byte continuation) {
        return continuation & 0x3F;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }
}
