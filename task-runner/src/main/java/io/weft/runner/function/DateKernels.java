package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Dates from dates. */
final class DateKernels {
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final int DAYS_OF_FRACTION = 31;

    private DateKernels() {}

    static void addTo(KernelTable table) {
        table.add("date_add", call -> shifted(call, in -> (long) in.int32(0) + in.int32(1)));
        table.add("date_sub", call -> shifted(call, in -> (long) in.int32(0) - in.int32(1)));
        table.add("add_months", call -> {
            CivilDay civil = new CivilDay();
            return shifted(call, in -> civil.set(in.int32(0)).plusMonths(in.int32(1)));
        });
        table.add("last_day", call -> {
            CivilDay civil = new CivilDay();
            return shifted(call, in -> civil.set(in.int32(0)).lastOfMonth());
        });
        table.add("datediff", call -> shifted(call, in -> (long) in.int32(0) - in.int32(1)));
        table.add("date_from_unix_date", call -> shifted(call, in -> in.int32(0)));
        table.ints("unix_date", (in, out) -> out.put(in.int32(0)));
        table.add("next_day", DateKernels::nextDay);
        table.add("trunc", DateKernels::truncated);
        table.add("make_date", DateKernels::made);
        table.add("months_between", call -> {
            LocalTimes end = new LocalTimes(call, 0);
            LocalTimes start = new LocalTimes(call, 1);
            return KernelTable.rows(call, new DoubleOutput(), (in, out) -> out.put(monthsBetween(in, end, start)));
        });
    }

    /** A number of days, which may not fit. */
    private interface Days {
        long of(Arguments in);
    }

    private static Kernel shifted(Invoke call, Days days) {
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new IntOutput(), (in, out) -> {
            long value = days.of(in);
            if (value != (int) value) {
                throw refusal.undefined(
                        "the result is " + value + " days away, beyond what a " + call.type() + " holds");
            }
            out.put((int) value);
        });
    }

    private static Kernel nextDay(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<Integer> last = new LastPattern<>((name, unused) -> dayOfWeek(name, refusal));
        return shifted(call, in -> {
            long day = in.int32(0);
            return day + 1 + Math.floorMod(last.of(in, 1, "") - CivilDay.dayOfWeek(day) - 1, 7);
        });
    }

    private static int dayOfWeek(String name, Refusal refusal) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String weekday : WEEKDAYS) {
            boolean cut = lower.length() == 2 || lower.length() == 3;
            if (weekday.equals(lower) || (cut && weekday.startsWith(lower))) {
                return WEEKDAYS.indexOf(weekday) + 1;
            }
        }
        throw refusal.invalid("no day of the week is called '" + name + "'", "name it in English, as Monday or Mon");
    }

    private static Kernel truncated(Invoke call) {
        Refusal refusal = new Refusal(call);
        CivilDay civil = new CivilDay();
        LastPattern<TimeUnit> last = new LastPattern<>((name, unused) -> {
            TimeUnit unit = TimeUnit.find(name);
            if (unit == null || (unit.months() == 0 && unit != TimeUnit.WEEK)) {
                throw refusal.invalid("a date cannot be cut to '" + name + "'", "name year, quarter, month or week");
            }
            return unit;
        });
        return shifted(call, in -> last.of(in, 1, "").startOf(in.int32(0), civil));
    }

    private static Kernel made(Invoke call) {
        Refusal refusal = new Refusal(call);
        return shifted(call, in -> {
            int year = in.int32(0);
            int month = in.int32(1);
            int day = in.int32(2);
            if (month < 1 || month > 12 || day < 1 || day > CivilDay.lengthOfMonth(year, month)) {
                throw refusal.undefined(
                        "there is no day %d of the month %d of the year %d".formatted(day, month, year));
            }
            return CivilDay.epochDay(year, month, day);
        });
    }

    private static double monthsBetween(Arguments in, LocalTimes ends, LocalTimes starts) {
        CivilDay end = new CivilDay().set(ends.day(in));
        CivilDay start = new CivilDay().set(starts.day(in));
        long months = (end.year() - start.year()) * 12L + end.month() - start.month();
        boolean bothLast = end.lastOfMonth() == ends.day(in) && start.lastOfMonth() == starts.day(in);
        if (end.day() == start.day() || bothLast) {
            return months;
        }
        double days =
                end.day() - start.day() + (double) (ends.timeOfDay(in) - starts.timeOfDay(in)) / TimeUnit.DAY.micros();
        return BigDecimal.valueOf(months + days / DAYS_OF_FRACTION)
                .setScale(8, RoundingMode.HALF_UP)
                .doubleValue();
    }
}
