package io.weft.expr;

import static io.weft.expr.FunctionBuilder.call;

import io.weft.expr.ScalarFunction.Area;
import io.weft.type.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Functions of dates and times. */
final class TimeCatalog {
    static final String CURRENT_DATE = "current_date";
    static final String CURRENT_TIMESTAMP = "current_timestamp";

    private static final Parameter VALUE = Parameter.dayOrTime("value");

    private TimeCatalog() {}

    /** The time of the job. */
    static List<ScalarFunction> current() {
        return List.of(
                function(CURRENT_DATE)
                        .takes(PlainSignature.of(Type.DATE))
                        .says("The day on which the job was planned, in the session's zone; the same for all rows.")
                        .exampleOf("0", call("datediff", call(CURRENT_DATE), call(CURRENT_DATE))),
                function(CURRENT_TIMESTAMP)
                        .takes(PlainSignature.of(Type.TIMESTAMP))
                        .says("The moment at which the job was planned; the same for all rows.")
                        .exampleOf(
                                "0", call("timestampdiff", "hour", call(CURRENT_TIMESTAMP), call(CURRENT_TIMESTAMP))));
    }

    /** Parts of a date or time. */
    static List<ScalarFunction> parts() {
        return List.of(
                function("year")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The year.")
                        .example("1998", date(1998, 9, 2)),
                function("quarter")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The quarter of the year, 1 to 4.")
                        .example("3", date(1998, 9, 2)),
                function("month")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The month, 1 to 12.")
                        .example("9", date(1998, 9, 2)),
                function("day")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The day of the month.")
                        .example("2", date(1998, 9, 2)),
                function("dayofmonth")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The same as day.")
                        .example("2", date(1998, 9, 2)),
                function("dayofweek")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The day of the week, from 1 for Sunday to 7 for Saturday.")
                        .example("4", date(1998, 9, 2)),
                function("weekday")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The day of the week, from 0 for Monday to 6 for Sunday.")
                        .example("2", date(1998, 9, 2)),
                function("dayofyear")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The day of the year, from 1.")
                        .example("245", date(1998, 9, 2)),
                function("weekofyear")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says(
                                "The week of the year by ISO 8601: it begins on Monday, and week 1 has the first Thursday.")
                        .example("36", date(1998, 9, 2)),
                function("hour")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The hour; 0 of a date.")
                        .example("13", time("1998-09-02T13:05:30.25")),
                function("minute")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The minute; 0 of a date.")
                        .example("5", time("1998-09-02T13:05:30.25")),
                function("second")
                        .takes(PlainSignature.of(Type.INT, VALUE))
                        .says("The second without its fraction; 0 of a date.")
                        .example("30", time("1998-09-02T13:05:30.25")),
                function("date_part")
                        .takes(PlainSignature.of(Type.INT, Parameter.of("part", Type.STRING), VALUE))
                        .says(
                                "One of the above by its name: year, quarter, month, week, day, dow (as dayofweek), doy, hour,"
                                        + " minute, second.")
                        .example("9", "month", date(1998, 9, 2)));
    }

    /** Other dates and times, and the way between two. */
    static List<ScalarFunction> arithmetic() {
        return List.of(
                function("date_add")
                        .takes(PlainSignature.of(
                                Type.DATE, Parameter.of("start", Type.DATE), Parameter.of("days", Type.INT)))
                        .says("The date so many days later.")
                        .example("1998-10-02", date(1998, 9, 2), 30),
                function("date_sub")
                        .takes(PlainSignature.of(
                                Type.DATE, Parameter.of("start", Type.DATE), Parameter.of("days", Type.INT)))
                        .says("The date so many days earlier.")
                        .example("1998-08-03", date(1998, 9, 2), 30),
                function("datediff")
                        .takes(PlainSignature.of(
                                Type.INT, Parameter.of("end", Type.DATE), Parameter.of("start", Type.DATE)))
                        .says("The number of days from the start to the end.")
                        .example("245", date(1998, 9, 2), date(1997, 12, 31)),
                function("add_months")
                        .takes(PlainSignature.of(
                                Type.DATE, Parameter.of("start", Type.DATE), Parameter.of("months", Type.INT)))
                        .says("The date so many months later; the last day of the month where that has no such day.")
                        .example("1998-02-28", date(1998, 1, 31), 1),
                function("months_between")
                        .takes(PlainSignature.of(Type.DOUBLE, Parameter.dayOrTime("end"), Parameter.dayOrTime("start")))
                        .says(
                                "The number of months from the start to the end: a whole number where both are the same day of"
                                        + " the month or both the last, else with a fraction of months of 31 days, rounded to 8 digits.")
                        .example("8.0", date(1998, 9, 2), date(1998, 1, 2)),
                function("last_day")
                        .takes(PlainSignature.of(Type.DATE, Parameter.of("date", Type.DATE)))
                        .says("The last day of the date's month.")
                        .example("1998-09-30", date(1998, 9, 2)),
                function("next_day")
                        .takes(PlainSignature.of(
                                Type.DATE, Parameter.of("date", Type.DATE), Parameter.of("day", Type.STRING)))
                        .says(
                                "The first day behind the date that has the English name, which may be cut to 2 or 3 letters.")
                        .example("1998-09-07", date(1998, 9, 2), "Mon"),
                function("trunc")
                        .takes(PlainSignature.of(
                                Type.DATE, Parameter.of("date", Type.DATE), Parameter.of("unit", Type.STRING)))
                        .says("The first day of the year, quarter, month or week (which begins on Monday).")
                        .example("1998-09-01", date(1998, 9, 2), "month"),
                function("date_trunc")
                        .takes(
                                PlainSignature.of(
                                        Type.TIMESTAMP,
                                        Parameter.of("unit", Type.STRING),
                                        Parameter.of("time", Type.TIMESTAMP)),
                                PlainSignature.of(
                                        Type.TIMESTAMP_NTZ,
                                        Parameter.of("unit", Type.STRING),
                                        Parameter.of("time", Type.TIMESTAMP_NTZ)))
                        .says(
                                "The beginning of the year, quarter, month, week, day, hour, minute, second or millisecond.")
                        .example("1998-09-02 13:00:00", "hour", time("1998-09-02T13:05:30.25")),
                function("timestampadd")
                        .takes(
                                PlainSignature.of(
                                        Type.TIMESTAMP,
                                        Parameter.of("unit", Type.STRING),
                                        Parameter.of("count", Type.BIGINT),
                                        Parameter.of("time", Type.TIMESTAMP)),
                                PlainSignature.of(
                                        Type.TIMESTAMP_NTZ,
                                        Parameter.of("unit", Type.STRING),
                                        Parameter.of("count", Type.BIGINT),
                                        Parameter.of("time", Type.TIMESTAMP_NTZ)))
                        .says(
                                "The time so many units later; of months as add_months. A day of a timestamp is one by the clocks of the"
                                        + " session's zone, an hour is 60 minutes.")
                        .example("1998-09-02 14:35:30.25", "minute", 90, time("1998-09-02T13:05:30.25")),
                function("timestampdiff")
                        .takes(
                                PlainSignature.of(
                                        Type.BIGINT,
                                        Parameter.of("unit", Type.STRING),
                                        Parameter.of("start", Type.TIMESTAMP),
                                        Parameter.of("end", Type.TIMESTAMP)),
                                PlainSignature.of(
                                        Type.BIGINT,
                                        Parameter.of("unit", Type.STRING),
                                        Parameter.of("start", Type.TIMESTAMP_NTZ),
                                        Parameter.of("end", Type.TIMESTAMP_NTZ)))
                        .says(
                                "The number of whole units from the start to the end; days and longer ones of timestamps by the clocks of"
                                        + " the session's zone.")
                        .example("13", "hour", time("1998-09-02T00:00:00"), time("1998-09-02T13:05:30.25")),
                function("make_date")
                        .takes(PlainSignature.of(
                                Type.DATE,
                                Parameter.of("year", Type.INT),
                                Parameter.of("month", Type.INT),
                                Parameter.of("day", Type.INT)))
                        .says("The date of a year, month and day; an error where there is none.")
                        .example("1998-09-02", 1998, 9, 2));
    }

    /** Texts and numbers that stand for dates and times. */
    static List<ScalarFunction> forms() {
        return List.of(
                function("to_date")
                        .takes(
                                PlainSignature.of(Type.DATE, Parameter.of("text", Type.STRING)),
                                PlainSignature.of(
                                        Type.DATE,
                                        Parameter.of("text", Type.STRING),
                                        Parameter.of("pattern", Type.STRING)))
                        .says("The date that a text names, as a cast does or by a pattern.")
                        .example("1998-09-02", "02.09.1998", "dd.MM.yyyy"),
                function("to_timestamp")
                        .takes(
                                PlainSignature.of(Type.TIMESTAMP, Parameter.of("text", Type.STRING)),
                                PlainSignature.of(
                                        Type.TIMESTAMP,
                                        Parameter.of("text", Type.STRING),
                                        Parameter.of("pattern", Type.STRING)))
                        .says(
                                "The moment that a text names, as a cast does or by a pattern; in the session's zone where it"
                                        + " names none.")
                        .example("1998-09-02 13:05:00", "02.09.1998 13:05", "dd.MM.yyyy HH:mm"),
                function("date_format")
                        .takes(PlainSignature.of(Type.STRING, VALUE, Parameter.of("pattern", Type.STRING)))
                        .says("The text of a date or time by a pattern.")
                        .example("2 Sep 1998", date(1998, 9, 2), "d MMM yyyy"),
                function("unix_timestamp")
                        .takes(PlainSignature.of(Type.BIGINT, Parameter.of("time", Type.TIMESTAMP)))
                        .says("The number of whole seconds since 1970.")
                        .example("904741530", moment("1998-09-02T13:05:30.25Z")),
                function("unix_millis")
                        .takes(PlainSignature.of(Type.BIGINT, Parameter.of("time", Type.TIMESTAMP)))
                        .says("The number of whole milliseconds since 1970.")
                        .example("904741530250", moment("1998-09-02T13:05:30.25Z")),
                function("unix_micros")
                        .takes(PlainSignature.of(Type.BIGINT, Parameter.of("time", Type.TIMESTAMP)))
                        .says("The number of microseconds since 1970.")
                        .example("904741530250000", moment("1998-09-02T13:05:30.25Z")),
                function("unix_date")
                        .takes(PlainSignature.of(Type.INT, Parameter.of("date", Type.DATE)))
                        .says("The number of days since 1970.")
                        .example("10471", date(1998, 9, 2)),
                function("from_unixtime")
                        .takes(
                                PlainSignature.of(Type.STRING, Parameter.of("seconds", Type.BIGINT)),
                                PlainSignature.of(
                                        Type.STRING,
                                        Parameter.of("seconds", Type.BIGINT),
                                        Parameter.of("pattern", Type.STRING)))
                        .says(
                                "The text of a moment so many seconds after 1970 in the session's zone, as `yyyy-MM-dd HH:mm:ss`"
                                        + " or by a pattern.")
                        .example("1998-09-02 13:05:30", 904741530L),
                function("timestamp_seconds")
                        .takes(PlainSignature.of(Type.TIMESTAMP, Parameter.of("seconds", Type.BIGINT)))
                        .says("The moment so many seconds after 1970.")
                        .example("1998-09-02 13:05:30", 904741530L),
                function("timestamp_millis")
                        .takes(PlainSignature.of(Type.TIMESTAMP, Parameter.of("milliseconds", Type.BIGINT)))
                        .says("The moment so many milliseconds after 1970.")
                        .example("1998-09-02 13:05:30.25", 904741530250L),
                function("timestamp_micros")
                        .takes(PlainSignature.of(Type.TIMESTAMP, Parameter.of("microseconds", Type.BIGINT)))
                        .says("The moment so many microseconds after 1970.")
                        .example("1970-01-01 00:00:00.000001", 1L),
                function("date_from_unix_date")
                        .takes(PlainSignature.of(Type.DATE, Parameter.of("days", Type.INT)))
                        .says("The date so many days after 1970-01-01.")
                        .example("1998-09-02", 10471),
                function("at_time_zone")
                        .takes(
                                PlainSignature.of(
                                        Type.TIMESTAMP_NTZ,
                                        Parameter.of("time", Type.TIMESTAMP),
                                        Parameter.of("zone", Type.STRING)),
                                PlainSignature.of(
                                        Type.TIMESTAMP,
                                        Parameter.of("time", Type.TIMESTAMP_NTZ),
                                        Parameter.of("zone", Type.STRING)))
                        .says(
                                "Of a moment, what clocks in a zone (`Europe/Zurich`, `+02:00`) show; of a time without a zone,"
                                        + " the moment at which they show it: the earlier of two, and as much later where the time is left"
                                        + " out.")
                        .example("1998-09-02 15:05:30.25", moment("1998-09-02T13:05:30.25Z"), "Europe/Zurich"));
    }

    private static FunctionBuilder function(String name) {
        return new FunctionBuilder(Area.TIMES, name);
    }

    private static LocalDate date(int year, int month, int day) {
        return LocalDate.of(year, month, day);
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text);
    }

    private static Instant moment(String text) {
        return Instant.parse(text);
    }
}
