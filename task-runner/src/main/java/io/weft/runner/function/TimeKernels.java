package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.type.Microseconds;

/**
 * Times from times and from numbers. Days and what is longer go by the calendar and the clocks, those of the session's zone where it is about moments;
 * what is shorter is time that passes.
 */
final class TimeKernels {
    private static final long PER_MILLISECOND = 1_000;

    private TimeKernels() {}

    static void addTo(KernelTable table) {
        table.longs("unix_timestamp", (in, out) -> out.put(Math.floorDiv(in.int64(0), Microseconds.PER_SECOND)));
        table.longs("unix_millis", (in, out) -> out.put(Math.floorDiv(in.int64(0), PER_MILLISECOND)));
        table.longs("unix_micros", (in, out) -> out.put(in.int64(0)));
        table.longs("timestamp_micros", (in, out) -> out.put(in.int64(0)));
        table.add("timestamp_seconds", call -> exact(call, in -> times(in, Microseconds.PER_SECOND)));
        table.add("timestamp_millis", call -> exact(call, in -> times(in, PER_MILLISECOND)));
        table.add("date_trunc", TimeKernels::truncated);
        table.add("timestampadd", TimeKernels::added);
        table.add("timestampdiff", TimeKernels::difference);
    }

    /** A number of microseconds, or an ArithmeticException where it does not fit. */
    private interface Micros {
        long of(Arguments in);
    }

    private static Kernel exact(Invoke call, Micros micros) {
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new LongOutput(), (in, out) -> {
            try {
                out.put(micros.of(in));
            } catch (ArithmeticException e) {
                throw refusal.undefined("the result is beyond what a " + call.type() + " holds");
            }
        });
    }

    private static long times(Arguments in, long factor) {
        return Math.multiplyExact(in.int64(0), factor);
    }

    private static LastPattern<TimeUnit> units(Invoke call) {
        Refusal refusal = new Refusal(call);
        return new LastPattern<>((name, unused) -> {
            TimeUnit unit = TimeUnit.find(name);
            if (unit == null) {
                throw refusal.invalid("there is no unit '" + name + "'", "name one of " + TimeUnit.words());
            }
            return unit;
        });
    }

    private static Kernel truncated(Invoke call) {
        LastPattern<TimeUnit> units = units(call);
        ZoneClock clock = LocalTimes.clock(call, 1);
        CivilDay civil = new CivilDay();
        return exact(call, in -> {
            TimeUnit unit = units.of(in, 0, "");
            long micros = in.int64(1);
            long local = clock.local(micros);
            if (unit.isOfDays()) {
                return clock.moment(Microseconds.ofDay(unit.startOf(Microseconds.day(local), civil)));
            }
            return clock.moment(Math.subtractExact(local, Math.floorMod(local, unit.micros())), micros);
        });
    }

    private static Kernel added(Invoke call) {
        LastPattern<TimeUnit> units = units(call);
        ZoneClock clock = LocalTimes.clock(call, 2);
        CivilDay civil = new CivilDay();
        return exact(call, in -> {
            TimeUnit unit = units.of(in, 0, "");
            long count = in.int64(1);
            long micros = in.int64(2);
            if (!unit.isOfDays()) {
                return Math.addExact(micros, Math.multiplyExact(count, unit.micros()));
            }
            long local = clock.local(micros);
            return clock.moment(plus(local, unit, count, civil), micros);
        });
    }

    private static long plus(long local, TimeUnit unit, long count, CivilDay civil) {
        return unit.months() == 0
                ? Math.addExact(local, Math.multiplyExact(count, unit.micros()))
                : plusMonths(local, Math.toIntExact(Math.multiplyExact(count, unit.months())), civil);
    }

    private static long plusMonths(long micros, int months, CivilDay civil) {
        long day = civil.set(Microseconds.day(micros)).plusMonths(months);
        return Math.addExact(Microseconds.ofDay(day), Math.floorMod(micros, TimeUnit.DAY.micros()));
    }

    private static Kernel difference(Invoke call) {
        LastPattern<TimeUnit> units = units(call);
        ZoneClock clock = LocalTimes.clock(call, 1);
        CivilDay civil = new CivilDay();
        return exact(call, in -> {
            TimeUnit unit = units.of(in, 0, "");
            long start = in.int64(1);
            long end = in.int64(2);
            if (unit.isOfDays()) {
                start = clock.local(start);
                end = clock.local(end);
            }
            return unit.months() == 0
                    ? Math.subtractExact(end, start) / unit.micros()
                    : months(start, end, civil) / unit.months();
        });
    }

    /** The number of whole months from one time to another. */
    private static long months(long start, long end, CivilDay civil) {
        civil.set(Microseconds.day(start));
        int first = civil.year() * 12 + civil.month();
        civil.set(Microseconds.day(end));
        int months = civil.year() * 12 + civil.month() - first;
        long reached = plusMonths(start, months, civil);
        if (months > 0 && reached > end) {
            return months - 1L;
        }
        return months < 0 && reached < end ? months + 1L : months;
    }
}
