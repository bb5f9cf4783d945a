package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;

/** Finds texts in texts, and replaces them. */
final class TextSearchKernels {
    private TextSearchKernels() {}

    static void addTo(KernelTable table) {
        table.booleans("startswith", (in, out) -> out.put(startsWith(in)));
        table.booleans("endswith", (in, out) -> out.put(endsWith(in)));
        table.booleans("contains", (in, out) -> out.put(find(in, 0, in.start(0), 1) >= 0));
        table.ints("instr", (in, out) -> out.put(place(in, 0, in.start(0), 1)));
        table.ints("position", (in, out) -> out.put(place(in, 1, in.start(1), 0)));
        table.ints("locate", TextSearchKernels::locate);
        table.texts("substring_index", TextSearchKernels::substringIndex);
        table.add("split_part", TextSearchKernels::splitPart);
        table.texts("replace", TextSearchKernels::replace);
        table.texts("translate", TextSearchKernels::translate);
        table.add("levenshtein", call -> {
            EditDistance distance = new EditDistance();
            return KernelTable.rows(call, new IntOutput(), (in, out) -> out.put(distance.between(in)));
        });
    }

    private static boolean startsWith(Arguments in) {
        return in.length(0) >= in.length(1)
                && Utf8.matches(in.bytes(0), in.start(0), in.bytes(1), in.start(1), in.length(1));
    }

    private static boolean endsWith(Arguments in) {
        return in.length(0) >= in.length(1)
                && Utf8.matches(in.bytes(0), in.end(0) - in.length(1), in.bytes(1), in.start(1), in.length(1));
    }

    /** The place of one argument in another, from a place on, or -1. */
    private static int find(Arguments in, int text, int from, int part) {
        return Utf8.find(in.bytes(text), from, in.end(text), in.bytes(part), in.start(part), in.length(part));
    }

    /** The same as the number of a character, counted from 1, or 0. */
    private static int place(Arguments in, int text, int from, int part) {
        int found = find(in, text, from, part);
        return found < 0 ? 0 : Utf8.count(in.bytes(text), in.start(text), found) + 1;
    }

    private static void locate(Arguments in, IntOutput out) {
        if (in.count() == 2) {
            out.put(place(in, 1, in.start(1), 0));
            return;
        }
        int skipped = in.int32(2) - 1;
        int characters = Utf8.count(in.bytes(1), in.start(1), in.end(1));
        if (skipped < 0 || skipped > characters) {
            out.put(0);
            return;
        }
        out.put(place(in, 1, Utf8.skip(in.bytes(1), in.start(1), in.end(1), skipped), 0));
    }

    private static void substringIndex(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int start = in.start(0);
        int end = in.end(0);
        int count = in.int32(2);
        if (count == 0 || in.length(1) == 0) {
            return;
        }
        if (count > 0) {
            int border = border(in, count);
            out.append(bytes, start, (border < 0 ? end : border) - start);
            return;
        }
        int border = borderFromEnd(in, -(long) count);
        int first = border < 0 ? start : border + in.length(1);
        out.append(bytes, first, end - first);
    }

    /** Where the delimiter begins for the given time, or -1. */
    private static int border(Arguments in, long times) {
        int place = in.start(0) - in.length(1);
        for (long left = times; left > 0; left--) {
            place = find(in, 0, place + in.length(1), 1);
            if (place < 0) {
                return -1;
            }
        }
        return place;
    }

    /** The same, counted from the end. */
    private static int borderFromEnd(Arguments in, long times) {
        int place = in.end(0);
        for (long left = times; left > 0; left--) {
            place = Utf8.findBack(
                    in.bytes(0), in.start(0), place - in.length(1), in.bytes(1), in.start(1), in.length(1));
            if (place < 0) {
                return -1;
            }
        }
        return place;
    }

    private static Kernel splitPart(Invoke call) {
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            int part = in.int32(2);
            if (part == 0) {
                throw refusal.undefined("parts are counted from 1, or from -1 at the end, and there is no part 0");
            }
            splitPart(in, part, out);
        });
    }

    private static void splitPart(Arguments in, int part, TextOutput out) {
        if (in.length(1) == 0) {
            if (part == 1 || part == -1) {
                out.append(in, 0);
            }
            return;
        }
        long number = part > 0 ? part : partCount(in) + 1L + part;
        if (number < 1) {
            return;
        }
        int before = number == 1 ? in.start(0) : border(in, number - 1);
        if (before < 0) {
            return;
        }
        int start = number == 1 ? before : before + in.length(1);
        int end = find(in, 0, start, 1);
        out.append(in.bytes(0), start, (end < 0 ? in.end(0) : end) - start);
    }

    private static int partCount(Arguments in) {
        int count = 1;
        int place = find(in, 0, in.start(0), 1);
        while (place >= 0) {
            count++;
            place = find(in, 0, place + in.length(1), 1);
        }
        return count;
    }

    private static void replace(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int start = in.start(0);
        int found = in.length(1) == 0 ? -1 : find(in, 0, start, 1);
        while (found >= 0) {
            out.append(bytes, start, found - start);
            if (in.count() > 2) {
                out.append(in, 2);
            }
            start = found + in.length(1);
            found = find(in, 0, start, 1);
        }
        out.append(bytes, start, in.end(0) - start);
    }

    private static void translate(Arguments in, TextOutput out) {
        byte[] bytes = in.bytes(0);
        int end = in.end(0);
        byte[] to = in.bytes(2);
        int next;
        for (int place = in.start(0); place < end; place = next) {
            next = Utf8.next(bytes, place, end);
            int found = Utf8.find(in.bytes(1), in.start(1), in.end(1), bytes, place, next - place);
            if (found < 0) {
                out.append(bytes, place, next - place);
                continue;
            }
            int number = Utf8.count(in.bytes(1), in.start(1), found);
            int start = Utf8.skip(to, in.start(2), in.end(2), number);
            if (start < in.end(2)) {
                out.append(to, start, Utf8.next(to, start, in.end(2)) - start);
            }
        }
    }
}
