package io.weft.runner.kernel;

import io.weft.error.ErrorCode;
import io.weft.runner.vector.TestRows;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The casts between times and text of docs/semantics.md, one Java value at a time, in UTC. */
final class ScalarTimes {
    private static final Pattern TIME = Pattern.compile("(\\S+?)(?:[T ](\\d\\d:[\\d:.]*)(?: ?([A-Za-z+-].*))?)?");

    private ScalarTimes() {}

    private static Undefined undefined() {
        return new Undefined(ErrorCode.CAST_FAILED);
    }

    static Instant toTimestamp(Object value) {
        if (value instanceof Instant moment) {
            return moment;
        }
        if (value instanceof String text) {
            Matcher parts = parts(text);
            LocalDateTime local = local(parts);
            try {
                ZoneId zone = parts.group(3) == null ? ZoneOffset.UTC : ZoneId.of(parts.group(3));
                return within(local.atZone(zone).toInstant());
            } catch (DateTimeException noZone) {
                throw undefined();
            }
        }
        return within(toLocal(value).toInstant(ZoneOffset.UTC));
    }

    private static Instant within(Instant moment) {
        try {
            return Instant.EPOCH.plus(TestRows.microseconds(moment), ChronoUnit.MICROS);
        } catch (ArithmeticException tooFar) {
            throw undefined();
        }
    }

    static LocalDateTime toLocal(Object value) {
        if (value instanceof LocalDateTime local) {
            return local;
        }
        if (value instanceof Instant moment) {
            return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        }
        LocalDateTime local;
        if (value instanceof String text) {
            Matcher parts = parts(text);
            if (parts.group(3) != null) {
                throw undefined();
            }
            local = local(parts);
        } else {
            local = ((LocalDate) value).atStartOfDay();
        }
        return LocalDateTime.ofInstant(within(local.toInstant(ZoneOffset.UTC)), ZoneOffset.UTC);
    }

    static LocalDate toDate(Object value) {
        return toLocal(value).toLocalDate();
    }

    static String text(Object value) {
        LocalDateTime local = toLocal(value);
        String fraction = "%06d".formatted(local.getNano() / 1000).replaceFirst("0+$", "");
        String seconds = "%02d:%02d:%02d".formatted(local.getHour(), local.getMinute(), local.getSecond());
        return local.toLocalDate() + " " + seconds + (fraction.isEmpty() ? "" : "." + fraction);
    }

    private static Matcher parts(String text) {
        Matcher parts = TIME.matcher(text.trim());
        if (!parts.matches()) {
            throw undefined();
        }
        return parts;
    }

    private static LocalDateTime local(Matcher parts) {
        try {
            LocalDate date = LocalDate.parse(parts.group(1));
            return parts.group(2) == null ? date.atStartOfDay() : date.atTime(LocalTime.parse(parts.group(2)));
        } catch (DateTimeException malformed) {
            throw undefined();
        }
    }
}
