package io.weft.runner.function;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was made of a text, made again only when another text comes. */
final class LastPattern<P> {
    private final Maker<P> maker;
    private byte[] source = {};
    private String extra = "";
    private @Nullable P pattern;

    LastPattern(Maker<P> maker) {
        this.maker = maker;
    }

    /** Makes a pattern of a text and what belongs to it. */
    interface Maker<P> {
        P make(String text, String extra);
    }

    P of(Arguments in, int index, String belonging) {
        P last = pattern;
        int start = in.start(index);
        if (last != null
                && Arrays.equals(source, 0, source.length, in.bytes(index), start, in.end(index))
                && extra.equals(belonging)) {
            return last;
        }
        source = PatternKernels.copy(in, index);
        extra = belonging;
        P made = maker.make(new String(source, StandardCharsets.UTF_8), belonging);
        pattern = made;
        return made;
    }
}
