package io.weft.runner.function;

import com.google.re2j.Matcher;
import io.weft.expr.Expression.Invoke;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.IntVectorBuilder;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.ListVectorBuilder;
import io.weft.runner.vector.LongVectorBuilder;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.ListType;
import io.weft.type.Type;

/** Makes lists, and asks them. */
final class ListKernels {
    private static final long MOST_NUMBERS = 1_000_000;
    /** Of all rows of a batch; nothing else bounds what a few numbers become. */
    private static final long MOST_NUMBERS_OF_BATCH = 1 << 25;

    private ListKernels() {}

    static void addTo(KernelTable table) {
        table.add("array", call -> new BuilderKernel(call, ListKernels::list));
        table.add("sequence", ListKernels::sequence);
        table.add("split", ListKernels::split);
        table.add("array_contains", call -> KernelTable.rows(call, new BooleanOutput(), ListKernels::contains));
        table.longs("array_position", (in, out) -> {
            ListVector lists = lists(in, 0);
            out.put(find(in, lists) - lists.start(in.row()) + 1L);
        });
        table.add(
                "array_join",
                call -> new RowKernel<>(
                        ListKernels::join, new TextOutput(), call.function().nullRule()));
        table.add("sort_array", call -> {
            PlaceSort sort = new PlaceSort();
            return new BuilderKernel(call, (in, out) -> sorted(in, sort, (ListVectorBuilder) out));
        });
    }

    static ListVector lists(Arguments in, int index) {
        return (ListVector) in.vector(index);
    }

    private static void list(Arguments in, VectorBuilder out) {
        ListVectorBuilder lists = (ListVectorBuilder) out;
        for (int index = 0; index < in.count(); index++) {
            lists.elements().append(in.vector(index), in.row());
        }
        lists.endList();
    }

    /** Where the second argument is in the list; one before its start where it is not. */
    private static int find(Arguments in, ListVector lists) {
        int start = lists.start(in.row());
        int found = Elements.find(lists.elements(), start, start + lists.length(in.row()), in.vector(1), in.row());
        return found < 0 ? start - 1 : found;
    }

    private static void contains(Arguments in, BooleanOutput out) {
        ListVector lists = lists(in, 0);
        int start = lists.start(in.row());
        if (find(in, lists) >= start) {
            out.put(true);
            return;
        }
        for (int place = start; place < start + lists.length(in.row()); place++) {
            if (lists.elements().isNull(place)) {
                out.putNull();
                return;
            }
        }
    }

    private static void join(Arguments in, TextOutput out) {
        ListVector lists = lists(in, 0);
        BytesVector texts = (BytesVector) lists.elements();
        int start = lists.start(in.row());
        boolean first = true;
        for (int place = start; place < start + lists.length(in.row()); place++) {
            if (texts.isNull(place) && in.count() < 3) {
                continue;
            }
            if (!first) {
                out.append(in, 1);
            }
            first = false;
            if (texts.isNull(place)) {
                out.append(in, 2);
            } else {
                out.append(texts.bytes(), texts.start(place), texts.length(place));
            }
        }
    }

    private static void sorted(Arguments in, PlaceSort sort, ListVectorBuilder out) {
        ListVector lists = lists(in, 0);
        int count = lists.length(in.row());
        int[] places = sort.sorted(lists.elements(), lists.start(in.row()), count);
        boolean ascending = in.count() < 2 || in.truth(1);
        for (int index = 0; index < count; index++) {
            out.elements().append(lists.elements(), places[ascending ? index : count - 1 - index]);
        }
        out.endList();
    }

    private static Kernel sequence(Invoke call) {
        Refusal refusal = new Refusal(call);
        boolean isInt = ((ListType) call.type()).element().equals(Type.INT);
        return new BuilderKernel(call, (in, out) -> {
            long first = number(in, 0, isInt);
            long last = number(in, 1, isInt);
            long step = in.count() > 2 ? number(in, 2, isInt) : first <= last ? 1 : -1;
            ListVectorBuilder lists = (ListVectorBuilder) out;
            long steps = steps(first, last, step, refusal);
            if (lists.elements().size() + steps >= MOST_NUMBERS_OF_BATCH) {
                throw refusal.tooLarge(
                        "the rows of one batch have more than " + MOST_NUMBERS_OF_BATCH + " numbers together",
                        "make shorter lists");
            }
            for (long left = steps, value = first; left >= 0; left--, value += step) {
                append(lists.elements(), value, isInt);
            }
            lists.endList();
        });
    }

    private static long number(Arguments in, int index, boolean isInt) {
        return isInt ? in.int32(index) : in.int64(index);
    }

    private static void append(VectorBuilder numbers, long value, boolean isInt) {
        if (isInt) {
            ((IntVectorBuilder) numbers).append((int) value);
        } else {
            ((LongVectorBuilder) numbers).append(value);
        }
    }

    /** How often to step. The distance may need all 64 bits, without a sign. */
    private static long steps(long first, long last, long step, Refusal refusal) {
        if (first == last) {
            return 0;
        }
        if (step == 0 || (step > 0) != (first < last)) {
            throw refusal.undefined("steps of " + step + " never lead from " + first + " to " + last);
        }
        long steps = Long.divideUnsigned(step > 0 ? last - first : first - last, Math.abs(step));
        if (Long.compareUnsigned(steps, MOST_NUMBERS) >= 0) {
            throw refusal.undefined("it has more than a million numbers from " + first + " to " + last);
        }
        return steps;
    }

    private static Kernel split(Invoke call) {
        Regex regex = new Regex(call);
        return new BuilderKernel(call, (in, out) -> {
            int limit = in.count() > 2 ? in.int32(2) : 0;
            ListVectorBuilder lists = (ListVectorBuilder) out;
            BytesVectorBuilder parts = (BytesVectorBuilder) lists.elements();
            Matcher matcher = regex.matcher(in);
            byte[] bytes = in.bytes(0);
            int base = in.start(0);
            int start = 0;
            for (int count = 1; (limit <= 0 || count < limit) && matcher.find(); ) {
                // A match of nothing parts characters, but not before the first or behind the last.
                boolean empty = matcher.end() == matcher.start();
                if (empty && (matcher.start() == 0 || matcher.start() == in.length(0))) {
                    continue;
                }
                parts.append(bytes, base + start, matcher.start() - start);
                start = matcher.end();
                count++;
            }
            parts.append(bytes, base + start, in.length(0) - start);
            lists.endList();
        });
    }
}
