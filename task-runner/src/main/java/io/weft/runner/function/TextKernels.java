package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.type.Type;
import java.util.Locale;

/** Parts of texts and texts made of others. */
final class TextKernels {
    private static final byte[] SPACE = {' '};

    private TextKernels() {}

    static void addTo(KernelTable table) {
        table.add("length", TextKernels::length);
        table.ints("char_length", (in, out) -> out.put(Utf8.count(in.bytes(0), in.start(0), in.end(0))));
        table.ints("octet_length", (in, out) -> out.put(in.length(0)));
        table.texts("upper", TextKernels::upper);
        table.texts("lower", TextKernels::lower);
        table.texts("initcap", TextKernels::initcap);
        table.texts("trim", (in, out) -> trim(in, out, /* left= */ true, /* right= */ true));
        table.texts("ltrim", (in, out) -> trim(in, out, /* left= */ true, /* right= */ false));
        table.texts("rtrim", (in, out) -> trim(in, out, /* left= */ false, /* right= */ true));
        table.texts("substring", TextKernels::substring);
        table.texts("left", TextKernels::left);
        table.texts("right", TextKernels::right);
        table.texts("concat", TextKernels::concat);
        table.texts("concat_ws", TextKernels::concatWithSeparator);
        table.texts("repeat", TextKernels::repeat);
        table.texts("reverse", TextKernels::reverse);
        table.texts("lpad", (in, out) -> pad(in, out, /* left= */ true));
        table.texts("rpad", (in, out) -> pad(in, out, /* left= */ false));
        table.ints("ascii", TextKernels::ascii);
        table.add("chr", TextKernels::chr);
    }

    private static Kernel length(Invoke call) {
        return call.argument(0).type().equals(Type.BINARY)
                ? KernelTable.rows(call, new IntOutput(), (in, out) -> out.put(in.length(0)))
                : KernelTable.rows(
                        call, new IntOutput(), (in, out) -> out.put(Utf8.count(in.bytes(0), in.start(0), in.end(0))));
    }

    private static void upper(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int end = in.end(0);
        if (!Utf8.isAscii(bytes, in.start(0), end)) {
            out.append(in.string(0).toUpperCase(Locale.ROOT));
            return;
        }
        for (int place = in.start(0); place < end; place++) {
            out.append(upper(bytes[place]));
        }
    }

    private static void lower(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int end = in.end(0);
        if (!Utf8.isAscii(bytes, in.start(0), end)) {
            out.append(in.string(0).toLowerCase(Locale.ROOT));
            return;
        }
        for (int place = in.start(0); place < end; place++) {
            out.append(lower(bytes[place]));
        }
    }

    private static byte upper(byte letter) {
        return letter >= 'a' && letter <= 'z' ? (byte) (letter - 'a' + 'A') : letter;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter - 'A' + 'a') : letter;
    }

    private static void initcap(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int end = in.end(0);
        if (!Utf8.isAscii(bytes, in.start(0), end)) {
            out.append(initcap(in.string(0)));
            return;
        }
        byte before = ' ';
        for (int place = in.start(0); place < end; place++) {
            out.append(before == ' ' ? upper(bytes[place]) : lower(bytes[place]));
            before = bytes[place];
        }
    }

    private static String initcap(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int before = ' ';
        for (int place = 0; place < text.length(); place += Character.charCount(before)) {
            int letter = text.codePointAt(place);
            result.appendCodePoint(before == ' ' ? Character.toTitleCase(letter) : Character.toLowerCase(letter));
            before = letter;
        }
        return result.toString();
    }

    private static void trim(Arguments in, TextOutput out, boolean left, boolean right) {
        byte[] bytes = in.bytes(0);
        int start = in.start(0);
        int end = in.end(0);
        byte[] characters = in.count() > 1 ? in.bytes(1) : SPACE;
        int from = in.count() > 1 ? in.start(1) : 0;
        int to = in.count() > 1 ? in.end(1) : 1;
        while (left && start < end) {
            int next = Utf8.next(bytes, start, end);
            if (Utf8.find(characters, from, to, bytes, start, next - start) < 0) {
                break;
            }
            start = next;
        }
        while (right && start < end) {
            int last = Utf8.previous(bytes, end, start);
            if (Utf8.find(characters, from, to, bytes, last, end - last) < 0) {
                break;
            }
            end = last;
        }
        out.append(bytes, start, end - start);
    }

    private static void substring(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int start = in.start(0);
        int end = in.end(0);
        int from = in.int32(1);
        long length = in.count() > 2 ? in.int32(2) : Integer.MAX_VALUE;
        if (from < 0) {
            // A beginning before the text's uses up some of the length.
            long characters = Utf8.count(bytes, start, end);
            length += Math.min(0, characters + from);
        }
        int first = from < 0 ? Utf8.skipBack(bytes, start, end, -(long) from) : Utf8.skip(bytes, start, end, from - 1L);
        out.append(bytes, first, Utf8.skip(bytes, first, end, length) - first);
    }

    private static void left(Arguments in, TextOutput out) {
        int start = in.start(0);
        out.append(in.bytes(0), start, Utf8.skip(in.bytes(0), start, in.end(0), in.int32(1)) - start);
    }

    private static void right(Arguments in, TextOutput out) {
        int end = in.end(0);
        int start = Utf8.skipBack(in.bytes(0), in.start(0), end, in.int32(1));
        out.append(in.bytes(0), start, end - start);
    }

    private static void concat(Arguments in, TextOutput out) {
        for (int index = 0; index < in.count(); index++) {
            out.append(in, index);
        }
    }

    private static void concatWithSeparator(Arguments in, TextOutput out) {
        if (in.isNull(0)) {
            out.putNull();
            return;
        }
        boolean first = true;
        for (int index = 1; index < in.count(); index++) {
            if (in.isNull(index)) {
                continue;
            }
            if (!first) {
                out.append(in, 0);
            }
            out.append(in, index);
            first = false;
        }
    }

    private static void repeat(Arguments in, TextOutput out) {
        int times = in.int32(1);
        if (times > 0 && in.length(0) > 0) {
            out.reserve((long) times * in.length(0));
        }
        for (int done = 0; done < times && in.length(0) > 0; done++) {
            out.append(in, 0);
        }
    }

    private static void reverse(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int start = in.start(0);
        int end = in.end(0);
        while (end > start) {
            int last = Utf8.previous(bytes, end, start);
            out.append(bytes, last, end - last);
            end = last;
        }
    }

    private static void pad(Arguments in, TextOutput out, boolean left) {
        byte[] bytes = in.bytes(0);
        int start = in.start(0);
        int characters = Utf8.count(bytes, start, in.end(0));
        int length = in.int32(1);
        if (length <= characters) {
            out.append(bytes, start, Utf8.skip(bytes, start, in.end(0), length) - start);
            return;
        }
        if (!left) {
            out.append(in, 0);
        }
        if (in.count() > 2) {
            fill(out, length - characters, in.bytes(2), in.start(2), in.end(2));
        } else {
            fill(out, length - characters, SPACE, 0, 1);
        }
        if (left) {
            out.append(in, 0);
        }
    }

    private static void fill(TextOutput out, int characters, byte[] pad, int start, int end) {
        int inPad = Utf8.count(pad, start, end);
        if (inPad == 0) {
            return;
        }
        out.reserve((long) (characters / inPad) * (end - start));
        for (int times = characters / inPad; times > 0; times--) {
            out.append(pad, start, end - start);
        }
        out.append(pad, start, Utf8.skip(pad, start, end, characters % inPad) - start);
    }

    private static void ascii(Arguments in, IntOutput out) {
        out.put(in.length(0) == 0 ? 0 : Utf8.codePoint(in.bytes(0), in.start(0), in.end(0)));
    }

    private static Kernel chr(Invoke call) {
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            int code = in.int32(0);
            if (!Character.isValidCodePoint(code)
                    || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
                throw refusal.undefined("there is no character with the code point " + code);
            }
            out.append(Character.toString(code));
        });
    }
}
