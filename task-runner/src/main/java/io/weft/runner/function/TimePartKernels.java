package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of dates and times; those of a moment are as in the session's zone. */
final class TimePartKernels {
    private static final Map<String, String> FUNCTIONS_BY_PART = Map.of(
            "year", "year",
            "quarter", "quarter",
            "month", "month",
            "week", "weekofyear",
            "day", "day",
            "dow", "dayofweek",
            "doy", "dayofyear",
            "hour", "hour",
            "minute", "minute",
            "second", "second");

    /** The part of a day and of the microseconds since its midnight. */
    private interface Part {
        int of(long day, long micros, CivilDay civil);
    }

    private static final Map<String, Part> PARTS = Map.ofEntries(
            Map.entry("year", (day, micros, civil) -> civil.set(day).year()),
            Map.entry("quarter", (day, micros, civil) -> (civil.set(day).month() + 2) / 3),
            Map.entry("month", (day, micros, civil) -> civil.set(day).month()),
            Map.entry("day", (day, micros, civil) -> civil.set(day).day()),
            Map.entry("dayofmonth", (day, micros, civil) -> civil.set(day).day()),
            Map.entry("dayofweek", (day, micros, civil) -> CivilDay.dayOfWeek(day) % 7 + 1),
            Map.entry("weekday", (day, micros, civil) -> CivilDay.dayOfWeek(day) - 1),
            Map.entry("dayofyear", (day, micros, civil) -> civil.set(day).dayOfYear()),
            Map.entry("weekofyear", (day, micros, civil) -> week(day, civil)),
            Map.entry("hour", (day, micros, civil) -> (int) (micros / TimeUnit.HOUR.micros())),
            Map.entry("minute", (day, micros, civil) -> (int) (micros / TimeUnit.MINUTE.micros() % 60)),
            Map.entry("second", (day, micros, civil) -> (int) (micros / TimeUnit.SECOND.micros() % 60)));

    private TimePartKernels() {}

    static void addTo(KernelTable table) {
        PARTS.forEach((name, part) -> table.add(name, call -> {
            LocalTimes times = new LocalTimes(call, 0);
            CivilDay civil = new CivilDay();
            return KernelTable.rows(call, new IntOutput(), (in, out) -> out.put(part(part, in, times, civil)));
        }));
        table.add("date_part", TimePartKernels::named);
    }

    private static int part(Part part, Arguments in, LocalTimes times, CivilDay civil) {
        return part.of(times.day(in), times.timeOfDay(in), civil);
    }

    /** The week to which the Thursday of the day's week belongs. */
    private static int week(long day, CivilDay civil) {
        long thursday = day - CivilDay.dayOfWeek(day) + 4;
        return (civil.set(thursday).dayOfYear() - 1) / 7 + 1;
    }

    private static Kernel named(Invoke call) {
        Refusal refusal = new Refusal(call);
        LocalTimes times = new LocalTimes(call, 1);
        CivilDay civil = new CivilDay();
        LastPattern<Part> last = new LastPattern<>((name, unused) -> {
            Part part = find(name);
            if (part == null) {
                throw refusal.invalid(
                        "dates and times have no part '" + name + "'",
                        "name year, quarter, month, week, day, dow, doy, hour, minute or second");
            }
            return part;
        });
        return KernelTable.rows(
                call, new IntOutput(), (in, out) -> out.put(part(last.of(in, 0, ""), in, times, civil)));
    }

    private static @Nullable Part find(String name) {
        String function = FUNCTIONS_BY_PART.get(name.toLowerCase(Locale.ROOT));
        return function == null ? null : PARTS.get(function);
    }
}
