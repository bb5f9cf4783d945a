package io.weft.runner.function;

import com.google.re2j.Matcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What stands in the place of a match: texts and, between them, groups of the match. */
final class Replacement {
    /** One more than groups. */
    private final List<byte[]> texts;

    private final List<Integer> groups;
    private final Refusal refusal;

    private Replacement(List<byte[]> texts, List<Integer> groups, Refusal refusal) {
        this.texts = texts;
        this.groups = groups;
        this.refusal = refusal;
    }

    /** Reads {@code $1} as a group and the character behind a backslash as itself. */
    static Replacement of(String written, Refusal refusal) {
        List<byte[]> texts = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < written.length(); place++) {
            char letter = written.charAt(place);
            boolean last = place + 1 == written.length();
            if (letter == '\\' && !last) {
                text.append(written.charAt(++place));
            } else if (letter == '$') {
                if (last || !isDigit(written.charAt(place + 1))) {
                    throw refusal.invalid(
                            "no number of a group follows the $ in '" + written + "'", "write \\$ for a dollar");
                }
                texts.add(text.toString().getBytes(StandardCharsets.UTF_8));
                groups.add(written.charAt(++place) - '0');
                text.setLength(0);
            } else {
                text.append(letter);
            }
        }
        texts.add(text.toString().getBytes(StandardCharsets.UTF_8));
        return new Replacement(texts, groups, refusal);
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    void checkGroups(int groupCount) {
        for (int group : groups) {
            if (group > groupCount) {
                throw refusal.invalid(
                        "the replacement names group " + group + " and the regular expression has " + groupCount,
                        "name one that it has, 0 for the whole match");
            }
        }
    }

    /** Appends it for the match that was found in the bytes from {@code base} on. */
    void append(Matcher matcher, byte[] bytes, int base, TextOutput out) {
        for (int index = 0; index < texts.size(); index++) {
            byte[] text = texts.get(index);
            out.append(text, 0, text.length);
            if (index == groups.size()) {
                return;
            }
            int group = groups.get(index);
            int start = matcher.start(group);
            if (start >= 0) {
                out.append(bytes, base + start, matcher.end(group) - start);
            }
        }
    }
}
