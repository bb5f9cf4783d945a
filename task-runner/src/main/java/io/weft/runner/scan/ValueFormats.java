package io.weft.runner.scan;

import io.weft.plan.FileOptions;
import io.weft.plan.LineOptions;
import io.weft.type.Microseconds;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How dates and timestamps are written in files of lines: as in ISO 8601, or as their author has said. */
final class ValueFormats {
    private final @Nullable String datePattern;
    private final @Nullable String timestampPattern;
    private final DateTimeFormatter dates;
    private final @Nullable DateTimeFormatter timestamps;

    /** Of timestamps that name none. */
    private final ZoneId zone;

    private ValueFormats(@Nullable String datePattern, @Nullable String timestampPattern, ZoneId zone) {
        this.zone = zone;
        this.datePattern = datePattern;
        this.timestampPattern = timestampPattern;
        this.dates = datePattern == null ? DateTimeFormatter.ISO_LOCAL_DATE : formatter(datePattern);
        this.timestamps = timestampPattern == null ? null : formatter(timestampPattern);
    }

    static ValueFormats of(Map<String, String> options) {
        return new ValueFormats(
                options.get(LineOptions.DATE_FORMAT),
                options.get(LineOptions.TIMESTAMP_FORMAT),
                FileOptions.zone(options));
    }

    /** Years as people write them, and no 30th of February. */
    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    boolean hasIsoDates() {
        return datePattern == null;
    }

    LocalDate date(String text) {
        return LocalDate.parse(text, dates);
    }

    Instant instant(String text) {
        return Microseconds.instant(timestamp(text));
    }

    LocalDateTime local(String text) {
        return Microseconds.local(localTimestamp(text));
    }

    /** The microseconds of a moment, in the session's zone where the text names none. */
    long timestamp(String text) {
        if (timestamps == null) {
            return Microseconds.of(Microseconds.parse(text, zone));
        }
        TemporalAccessor parts = timestamps.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
        return parts instanceof ZonedDateTime zoned
                ? Microseconds.of(zoned.toInstant())
                : Microseconds.of(((LocalDateTime) parts).atZone(zone).toInstant());
    }

    /** The microseconds of a time without a zone. */
    long localTimestamp(String text) {
        return Microseconds.of(
                timestamps == null ? Microseconds.parseLocal(text) : LocalDateTime.parse(text, timestamps));
    }

    String timestampForm() {
        return timestampPattern == null ? "yyyy-MM-dd HH:mm:ss" : timestampPattern;
    }

    String dateForm() {
        return datePattern == null ? "yyyy-MM-dd" : datePattern;
    }
}
