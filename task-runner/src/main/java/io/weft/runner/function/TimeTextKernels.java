package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.runner.vector.IntVector;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Dates and times as texts by Java's patterns, and in other zones. */
final class TimeTextKernels {
    private static final DateTimeFormatter UNIX_TIME = formatter("uuuu-MM-dd HH:mm:ss");

    private TimeTextKernels() {}

    static void addTo(KernelTable table) {
        table.add("date_format", TimeTextKernels::formatted);
        table.add("from_unixtime", TimeTextKernels::fromUnixTime);
        table.add("to_date", TimeTextKernels::toDate);
        table.add("to_timestamp", TimeTextKernels::toTimestamp);
        table.add("at_time_zone", TimeTextKernels::atTimeZone);
    }

    /** English names; what a pattern does not ask for is not made up, and a 30th of February is an error. */
    private static DateTimeFormatter formatter(String pattern) {
        DateTimeFormatterBuilder builder =
                new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
        if (pattern.contains("y") && !pattern.contains("G")) {
            builder.parseDefaulting(ChronoField.ERA, 1);
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    private static LastPattern<DateTimeFormatter> patterns(Invoke call) {
        Refusal refusal = new Refusal(call);
        return new LastPattern<>((pattern, unused) -> {
            try {
                return formatter(pattern);
            } catch (IllegalArgumentException e) {
                throw refusal.invalid(
                        "'" + pattern + "' is not a pattern of dates: " + e.getMessage(),
                        "use the letters of Java's DateTimeFormatter, as in yyyy-MM-dd HH:mm:ss");
            }
        });
    }

    private static Kernel formatted(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<DateTimeFormatter> patterns = patterns(call);
        boolean isMoment = call.argument(0).type().equals(Type.TIMESTAMP);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            TemporalAccessor time = isMoment ? Microseconds.instant(in.int64(0)).atZone(call.zone()) : local(in);
            out.append(format(time, patterns.of(in, 1, ""), refusal));
        });
    }

    private static LocalDateTime local(Arguments in) {
        return in.vector(0) instanceof IntVector
                ? LocalDate.ofEpochDay(in.int32(0)).atStartOfDay()
                : Microseconds.local(in.int64(0));
    }

    private static Kernel fromUnixTime(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<DateTimeFormatter> patterns = patterns(call);
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            DateTimeFormatter formatter = in.count() > 1 ? patterns.of(in, 1, "") : UNIX_TIME;
            try {
                out.append(format(Instant.ofEpochSecond(in.int64(0)).atZone(call.zone()), formatter, refusal));
            } catch (DateTimeException e) {
                throw refusal.undefined("there is no time " + in.int64(0) + " seconds after 1970");
            }
        });
    }

    private static String format(TemporalAccessor time, DateTimeFormatter formatter, Refusal refusal) {
        try {
            return formatter.format(time);
        } catch (DateTimeException e) {
            throw refusal.invalid(
                    "the pattern asks for what " + time + " has not: " + e.getMessage(), "leave it out of the pattern");
        }
    }

    private static Kernel toDate(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<DateTimeFormatter> patterns = patterns(call);
        return KernelTable.rows(call, new IntOutput(), (in, out) -> {
            try {
                LocalDate date = patterns.of(in, 1, "").parse(in.string(0), LocalDate::from);
                out.put(Math.toIntExact(date.toEpochDay()));
            } catch (DateTimeException e) {
                throw refusal.malformed(in.string(0), in.string(1));
            }
        });
    }

    private static Kernel toTimestamp(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<DateTimeFormatter> patterns = patterns(call);
        return KernelTable.rows(call, new LongOutput(), (in, out) -> {
            try {
                TemporalAccessor parsed = patterns.of(in, 1, "")
                        .parseBest(in.string(0), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
                out.put(Microseconds.of(moment(parsed, call.zone()).toInstant()));
            } catch (DateTimeException | ArithmeticException e) {
                throw refusal.malformed(in.string(0), in.string(1));
            }
        });
    }

    private static ZonedDateTime moment(TemporalAccessor parsed, ZoneId session) {
        if (parsed instanceof ZonedDateTime zoned) {
            return zoned;
        }
        return parsed instanceof LocalDateTime local
                ? local.atZone(session)
                : LocalDate.from(parsed).atStartOfDay(session);
    }

    private static Kernel atTimeZone(Invoke call) {
        Refusal refusal = new Refusal(call);
        LastPattern<ZoneId> zones = new LastPattern<>((name, unused) -> {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw refusal.invalid(
                        "there is no zone '" + name + "'", "name a region as Europe/Zurich, or an offset as +02:00");
            }
        });
        boolean fromMoment = call.argument(0).type().equals(Type.TIMESTAMP);
        return KernelTable.rows(call, new LongOutput(), (in, out) -> {
            ZoneId zone = zones.of(in, 1, "");
            long micros = in.int64(0);
            out.put(
                    fromMoment
                            ? Microseconds.of(LocalDateTime.ofInstant(Microseconds.instant(micros), zone))
                            : Microseconds.of(
                                    Microseconds.local(micros).atZone(zone).toInstant()));
        });
    }
}
