package io.weft.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * The number that a timestamp is: microseconds since 1970-01-01T00:00, of UTC or of a clock without a zone; 64 bits reach some 292,000 years
 * in both directions. Here it becomes Java's types and text, and back; what is finer than a microsecond is cut off towards the past.
 */
public final class Microseconds {
    public static final long PER_SECOND = 1_000_000;
    private static final long PER_DAY = 86_400 * PER_SECOND;
    private static final int NANOS = 1_000;

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private Microseconds() {}

    /**
     * The number of a moment.
     *
     * @throws ArithmeticException if it does not fit 64 bits
     */
    public static long of(Instant moment) {
        long seconds = moment.getEpochSecond();
        int nanos = moment.getNano();
        if (seconds < 0) {
            // From the next second back: the seconds of the least numbers alone have none.
            return Math.addExact(Math.multiplyExact(seconds + 1, PER_SECOND), nanos / NANOS - PER_SECOND);
        }
        return Math.addExact(Math.multiplyExact(seconds, PER_SECOND), nanos / NANOS);
    }

    /**
     * The number of a date and time without a zone.
     *
     * @throws ArithmeticException if it does not fit 64 bits
     */
    public static long of(LocalDateTime dateTime) {
        return of(dateTime.toInstant(ZoneOffset.UTC));
    }

    /** The number of a day's midnight, or an ArithmeticException. */
    public static long ofDay(long day) {
        return Math.multiplyExact(day, PER_DAY);
    }

    /** The day since 1970-01-01 in which the number lies. */
    public static long day(long microseconds) {
        return Math.floorDiv(microseconds, PER_DAY);
    }

    public static Instant instant(long microseconds) {
        return Instant.ofEpochSecond(
                Math.floorDiv(microseconds, PER_SECOND), Math.floorMod(microseconds, PER_SECOND) * NANOS);
    }

    public static LocalDateTime local(long microseconds) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(microseconds, PER_SECOND),
                (int) Math.floorMod(microseconds, PER_SECOND) * NANOS,
                ZoneOffset.UTC);
    }

    /** As {@code 1998-09-02 13:05:00.25}: the seconds always, of their fraction what there is. */
    public static String text(LocalDateTime dateTime) {
        return TEXT.format(dateTime);
    }

    /**
     * Reads a date, a date and time with a blank or {@code T} between them, or that with a zone: {@code Z}, an offset, or a region's name.
     *
     * @param zone where the text names none
     * @throws DateTimeException if it is no such text
     */
    public static Instant parse(String text, ZoneId zone) {
        Parts parts = Parts.of(text);
        return parts.dateTime()
                .atZone(parts.zone() == null ? zone : parts.zone())
                .toInstant();
    }

    /**
     * Reads the same, always with a zone.
     *
     * @throws DateTimeException if it is no such text
     */
    public static Instant parse(String text) {
        Parts parts = Parts.of(text);
        if (parts.zone() == null) {
            throw new DateTimeException("No zone in '%s' (add Z for UTC, or an offset such as +01:00)".formatted(text));
        }
        return parts.dateTime().atZone(parts.zone()).toInstant();
    }

    /**
     * Reads the same, always without a zone.
     *
     * @throws DateTimeException if it is no such text
     */
    public static LocalDateTime parseLocal(String text) {
        Parts parts = Parts.of(text);
        if (parts.zone() != null) {
            throw new DateTimeException("A zone in '%s', where there can be none (leave it out)".formatted(text));
        }
        return parts.dateTime();
    }

    /** What a text says. */
    private record Parts(LocalDateTime dateTime, @Nullable ZoneId zone) {
        static Parts of(String text) {
            int dateEnd = 0;
            while (dateEnd < text.length() && text.charAt(dateEnd) != ' ' && text.charAt(dateEnd) != 'T') {
                dateEnd++;
            }
            LocalDate date = LocalDate.parse(text.substring(0, dateEnd));
            if (dateEnd == text.length()) {
                return new Parts(date.atStartOfDay(), null);
            }
            int timeEnd = dateEnd + 1;
            while (timeEnd < text.length() && isOfTime(text.charAt(timeEnd))) {
                timeEnd++;
            }
            LocalTime time = LocalTime.parse(text.substring(dateEnd + 1, timeEnd));
            String zone = text.substring(timeEnd);
            if (zone.isEmpty()) {
                return new Parts(date.atTime(time), null);
            }
            return new Parts(date.atTime(time), ZoneId.of(zone.charAt(0) == ' ' ? zone.substring(1) : zone));
        }

        private static boolean isOfTime(char letter) {
            return (letter >= '0' && letter <= '9') || letter == ':' || letter == '.';
        }
    }
}
