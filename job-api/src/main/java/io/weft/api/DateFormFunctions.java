package io.weft.api;

/** Texts and numbers that stand for dates and times. Made to be imported statically; docs/functions.md has an example of each. */
public final class DateFormFunctions {
    private DateFormFunctions() {}

    /** The date that a text names, as a cast does or by a pattern. */
    public static Column toDate(Column text) {
        return Column.invoke("to_date", text);
    }

    public static Column toDate(Column text, Object pattern) {
        return Column.invoke("to_date", text, pattern);
    }

    /** The moment that a text names, as a cast does or by a pattern; in the session's zone where it names none. */
    public static Column toTimestamp(Column text) {
        return Column.invoke("to_timestamp", text);
    }

    public static Column toTimestamp(Column text, Object pattern) {
        return Column.invoke("to_timestamp", text, pattern);
    }

    /** The text of a date or time by a pattern. */
    public static Column dateFormat(Column value, Object pattern) {
        return Column.invoke("date_format", value, pattern);
    }

    /** The number of whole seconds since 1970. */
    public static Column unixTimestamp(Column time) {
        return Column.invoke("unix_timestamp", time);
    }

    /** The number of whole milliseconds since 1970. */
    public static Column unixMillis(Column time) {
        return Column.invoke("unix_millis", time);
    }

    /** The number of microseconds since 1970. */
    public static Column unixMicros(Column time) {
        return Column.invoke("unix_micros", time);
    }

    /** The number of days since 1970. */
    public static Column unixDate(Column date) {
        return Column.invoke("unix_date", date);
    }

    /**
     * The text of a moment so many seconds after 1970 in the session's zone, as {@code yyyy-MM-dd HH:mm:ss} or by a pattern.
     */
    public static Column fromUnixtime(Object seconds) {
        return Column.invoke("from_unixtime", seconds);
    }

    public static Column fromUnixtime(Object seconds, Object pattern) {
        return Column.invoke("from_unixtime", seconds, pattern);
    }

    /** The moment so many seconds after 1970. */
    public static Column timestampSeconds(Object seconds) {
        return Column.invoke("timestamp_seconds", seconds);
    }

    /** The moment so many milliseconds after 1970. */
    public static Column timestampMillis(Object milliseconds) {
        return Column.invoke("timestamp_millis", milliseconds);
    }

    /** The moment so many microseconds after 1970. */
    public static Column timestampMicros(Object microseconds) {
        return Column.invoke("timestamp_micros", microseconds);
    }

    /** The date so many days after 1970-01-01. */
    public static Column dateFromUnixDate(Object days) {
        return Column.invoke("date_from_unix_date", days);
    }

    /**
     * Of a moment, what clocks in a zone ({@code Europe/Zurich}, {@code +02:00}) show; of a time without a zone, the moment at
     * which they show it: the earlier of two, and as much later where the time is left out.
     */
    public static Column atTimeZone(Column time, Object zone) {
        return Column.invoke("at_time_zone", time, zone);
    }
}
