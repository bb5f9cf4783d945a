package io.weft.api;

/** Functions of dates and times. Made to be imported statically; docs/functions.md has an example of each. */
public final class DateFunctions {
    private DateFunctions() {}

    /** The day on which the job was planned; the same for all rows. */
    public static Column currentDate() {
        return Column.invoke("current_date");
    }

    /** The moment at which the job was planned; the same for all rows. */
    public static Column currentTimestamp() {
        return Column.invoke("current_timestamp");
    }

    /** The year. */
    public static Column year(Column value) {
        return Column.invoke("year", value);
    }

    /** The quarter of the year, 1 to 4. */
    public static Column quarter(Column value) {
        return Column.invoke("quarter", value);
    }

    /** The month, 1 to 12. */
    public static Column month(Column value) {
        return Column.invoke("month", value);
    }

    /** The day of the month. */
    public static Column day(Column value) {
        return Column.invoke("day", value);
    }

    /** The same as day. */
    public static Column dayofmonth(Column value) {
        return Column.invoke("dayofmonth", value);
    }

    /** The day of the week, from 1 for Sunday to 7 for Saturday. */
    public static Column dayofweek(Column value) {
        return Column.invoke("dayofweek", value);
    }

    /** The day of the week, from 0 for Monday to 6 for Sunday. */
    public static Column weekday(Column value) {
        return Column.invoke("weekday", value);
    }

    /** The day of the year, from 1. */
    public static Column dayofyear(Column value) {
        return Column.invoke("dayofyear", value);
    }

    /** The week of the year by ISO 8601: it begins on Monday, and week 1 has the first Thursday. */
    public static Column weekofyear(Column value) {
        return Column.invoke("weekofyear", value);
    }

    /** The hour; 0 of a date. */
    public static Column hour(Column value) {
        return Column.invoke("hour", value);
    }

    /** The minute; 0 of a date. */
    public static Column minute(Column value) {
        return Column.invoke("minute", value);
    }

    /** The second without its fraction; 0 of a date. */
    public static Column second(Column value) {
        return Column.invoke("second", value);
    }

    /** One of the above by its name: year, quarter, month, week, day, dow (as dayofweek), doy, hour, minute, second. */
    public static Column datePart(Object part, Object value) {
        return Column.invoke("date_part", part, value);
    }

    /** The date so many days later. */
    public static Column dateAdd(Column start, Object days) {
        return Column.invoke("date_add", start, days);
    }

    /** The date so many days earlier. */
    public static Column dateSub(Column start, Object days) {
        return Column.invoke("date_sub", start, days);
    }

    /** The number of days from the start to the end. */
    public static Column datediff(Column end, Object start) {
        return Column.invoke("datediff", end, start);
    }

    /** The date so many months later; the last day of the month where that has no such day. */
    public static Column addMonths(Column start, Object months) {
        return Column.invoke("add_months", start, months);
    }

    /**
     * The number of months from the start to the end: a whole number where both are the same day of the month or both the
     * last, else with a fraction of months of 31 days, rounded to 8 digits.
     */
    public static Column monthsBetween(Column end, Object start) {
        return Column.invoke("months_between", end, start);
    }

    /** The last day of the date's month. */
    public static Column lastDay(Column date) {
        return Column.invoke("last_day", date);
    }

    /** The first day behind the date that has the English name, which may be cut to 2 or 3 letters. */
    public static Column nextDay(Column date, Object day) {
        return Column.invoke("next_day", date, day);
    }

    /** The first day of the year, quarter, month or week (which begins on Monday). */
    public static Column trunc(Column date, Object unit) {
        return Column.invoke("trunc", date, unit);
    }

    /** The beginning of the year, quarter, month, week, day, hour, minute, second or millisecond. */
    public static Column dateTrunc(Object unit, Object time) {
        return Column.invoke("date_trunc", unit, time);
    }

    /** The time so many units later; of months as add_months. A day has 24 hours. */
    public static Column timestampadd(Object unit, Object count, Object time) {
        return Column.invoke("timestampadd", unit, count, time);
    }

    /** The number of whole units from the start to the end. */
    public static Column timestampdiff(Object unit, Object start, Object end) {
        return Column.invoke("timestampdiff", unit, start, end);
    }

    /** The date of a year, month and day; an error where there is none. */
    public static Column makeDate(Object year, Object month, Object day) {
        return Column.invoke("make_date", year, month, day);
    }
}
