package io.weft.runner.function;

import com.google.re2j.Matcher;
import io.weft.expr.Expression.Invoke;
import io.weft.runner.function.LikePattern.Letters;
import java.util.Arrays;

/** Patterns and regular expressions. Those of the last row are kept: mostly they are the same for all. */
final class PatternKernels {
    private PatternKernels() {}

    static void addTo(KernelTable table) {
        table.add("like", call -> like(call, Letters.AS_THEY_ARE));
        table.add("ilike", call -> like(call, Letters.FOLDED));
        table.add("rlike", PatternKernels::rlike);
        table.add("regexp_extract", PatternKernels::extract);
        table.add("regexp_replace", PatternKernels::replace);
        table.add("regexp_count", PatternKernels::count);
    }

    private static Kernel like(Invoke call, Letters letters) {
        Refusal refusal = new Refusal(call);
        LastPattern<LikePattern> last =
                new LastPattern<>((pattern, escape) -> LikePattern.of(pattern, escape, letters, refusal));
        return KernelTable.rows(call, new BooleanOutput(), (in, out) -> {
            LikePattern pattern = last.of(in, 1, in.count() > 2 ? in.string(2) : "\\");
            if (letters == Letters.FOLDED) {
                byte[] text = LikePattern.folded(in.string(0));
                out.put(pattern.matches(text, 0, text.length));
                return;
            }
            out.put(pattern.matches(in.bytes(0), in.start(0), in.end(0)));
        });
    }

    private static Kernel rlike(Invoke call) {
        Regex regex = new Regex(call);
        return KernelTable.rows(
                call,
                new BooleanOutput(),
                (in, out) -> out.put(regex.matcher(in).find()));
    }

    private static Kernel count(Invoke call) {
        Regex regex = new Regex(call);
        return KernelTable.rows(call, new IntOutput(), (in, out) -> {
            Matcher matcher = regex.matcher(in);
            int found = 0;
            while (matcher.find()) {
                found++;
            }
            out.put(found);
        });
    }

    private static Kernel extract(Invoke call) {
        Regex regex = new Regex(call);
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            Matcher matcher = regex.matcher(in);
            int group = in.count() > 2 ? in.int32(2) : 1;
            if (group < 0 || group > matcher.groupCount()) {
                throw refusal.invalid(
                        "there is no group " + group + " in '" + in.string(1) + "', which has " + matcher.groupCount(),
                        "name one that it has, 0 for the whole match");
            }
            if (matcher.find() && matcher.start(group) >= 0) {
                int start = matcher.start(group);
                out.append(in.bytes(0), in.start(0) + start, matcher.end(group) - start);
            }
        });
    }

    private static Kernel replace(Invoke call) {
        Regex regex = new Regex(call);
        LastPattern<Replacement> last = new LastPattern<>((text, unused) -> Replacement.of(text, new Refusal(call)));
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            Matcher matcher = regex.matcher(in);
            Replacement replacement = last.of(in, 2, "");
            replacement.checkGroups(matcher.groupCount());
            byte[] bytes = in.bytes(0);
            int base = in.start(0);
            int done = 0;
            while (matcher.find()) {
                out.append(bytes, base + done, matcher.start() - done);
                replacement.append(matcher, bytes, base, out);
                done = matcher.end();
            }
            out.append(bytes, base + done, in.length(0) - done);
        });
    }

    /** The bytes of an argument in an array of their own. */
    static byte[] copy(Arguments in, int index) {
        return Arrays.copyOfRange(in.bytes(index), in.start(index), in.end(index));
    }
}
