package io.weft.runner.kernel;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.lit;
import static io.weft.api.DateFormFunctions.dateFormat;
import static io.weft.api.DateFormFunctions.fromUnixtime;
import static io.weft.api.DateFormFunctions.toTimestamp;
import static io.weft.api.DateFunctions.datePart;
import static io.weft.api.DateFunctions.dateTrunc;
import static io.weft.api.DateFunctions.day;
import static io.weft.api.DateFunctions.dayofweek;
import static io.weft.api.DateFunctions.dayofyear;
import static io.weft.api.DateFunctions.hour;
import static io.weft.api.DateFunctions.minute;
import static io.weft.api.DateFunctions.month;
import static io.weft.api.DateFunctions.monthsBetween;
import static io.weft.api.DateFunctions.quarter;
import static io.weft.api.DateFunctions.second;
import static io.weft.api.DateFunctions.timestampadd;
import static io.weft.api.DateFunctions.timestampdiff;
import static io.weft.api.DateFunctions.weekofyear;
import static io.weft.api.DateFunctions.year;
import static io.weft.api.NestedFunctions.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Column;
import io.weft.expr.ConstantFolder;
import io.weft.expr.Expression;
import io.weft.expr.JobTime;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Casts and functions in the session's zone. Failures name the seed, which is 5. */
class SessionZoneTest {
    private static final int ROWS = 1_000;
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    /** Clocks go forward at 02:00, to 03:00. */
    private static final LocalDateTime LEFT_OUT = LocalDateTime.parse("2024-03-31T02:30:00");
    /** Clocks go back at 03:00, to 02:00. */
    private static final LocalDateTime TWICE = LocalDateTime.parse("2024-10-27T02:30:00");

    /** A computation over {@code tz}, moments, {@code ts} and {@code dt}, local ones, and {@code i}, and what it is in DuckDB. */
    private record Case(Column column, String sql) {}

    private static List<Case> cases() {
        Column tz = col("tz");
        return List.of(
                new Case(tz.cast(Type.DATE), "tz::date"),
                new Case(tz.cast(Type.TIMESTAMP_NTZ), "tz::timestamp"),
                new Case(tz.cast(Type.STRING), "tz::timestamp::varchar"),
                new Case(array(tz).cast(Type.STRING), "to_json([tz::timestamp::varchar])::varchar"),
                new Case(col("dt").cast(Type.TIMESTAMP), "dt::timestamptz"),
                new Case(col("ts").cast(Type.TIMESTAMP), "ts::timestamptz"),
                new Case(col("ts").cast(Type.STRING).cast(Type.TIMESTAMP), "ts::timestamptz"),
                new Case(year(tz), "year(tz)"),
                new Case(quarter(tz), "quarter(tz)"),
                new Case(month(tz), "month(tz)"),
                new Case(day(tz), "day(tz)"),
                new Case(dayofweek(tz), "dayofweek(tz) + 1"),
                new Case(dayofyear(tz), "dayofyear(tz)"),
                new Case(weekofyear(tz), "weekofyear(tz)"),
                new Case(hour(tz), "hour(tz)"),
                new Case(minute(tz), "minute(tz)"),
                new Case(second(tz), "second(tz)"),
                new Case(datePart("hour", tz), "date_part('hour', tz)"),
                new Case(dateTrunc("year", tz), "date_trunc('year', tz)"),
                new Case(dateTrunc("week", tz), "date_trunc('week', tz)"),
                new Case(dateTrunc("day", tz), "date_trunc('day', tz)"),
                new Case(dateTrunc("hour", tz), "date_trunc('hour', tz)"),
                new Case(dateTrunc("minute", tz), "date_trunc('minute', tz)"),
                new Case(timestampadd("month", col("i"), tz), "tz + to_months(i)"),
                new Case(timestampadd("day", col("i"), tz), "tz + to_days(i)"),
                new Case(timestampadd("hour", col("i"), tz), "tz + to_hours(i)"),
                new Case(timestampdiff("hour", lit(Instant.EPOCH), tz), "datesub('hour', timestamptz 'epoch', tz)"),
                new Case(dateFormat(tz, "yyyy-MM-dd HH:mm:ss"), "strftime(tz::timestamp, '%Y-%m-%d %H:%M:%S')"),
                new Case(
                        toTimestamp(dateFormat(col("ts"), "dd.MM.yyyy HH:mm"), "dd.MM.yyyy HH:mm"),
                        "date_trunc('minute', ts)::timestamptz"));
    }

    private static Expression in(ZoneId zone, Column column) {
        return ConstantFolder.fold(OracleTable.unfolded(column), new JobTime(Instant.EPOCH, zone));
    }

    /** Of a time that comes twice DuckDB takes the later; such rows are left out where they are read as local times. */
    private static boolean isTwice(@Nullable Object local, ZoneId zone) {
        return local instanceof LocalDateTime time
                && zone.getRules().getValidOffsets(time).size() == 2;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"})
    void computesWhatDuckDbComputes(String name) throws SQLException {
        ZoneId zone = ZoneId.of(name);
        OracleTable table = new OracleTable(ROWS, new Random(5), zone);
        Batch batch = table.batch(Form.PLAIN);
        List<String> differences = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            table.createIn(connection);
            statement.execute("set TimeZone = '" + name + "'");
            for (Case call : cases()) {
                Expression expression = in(zone, call.column());
                Vector found = Evaluator.of(expression).evaluate(batch);
                String value = expression.type().equals(Type.TIMESTAMP) ? "epoch_us(v)" : "v::varchar";
                String query = "select " + value + " from (select " + call.sql() + " v, row from t) order by row";
                try (ResultSet wanted = statement.executeQuery(query)) {
                    for (int row = 0; row < ROWS && wanted.next(); row++) {
                        Object one = TestVectors.value(expression.type(), found, row);
                        String text = text(one);
                        boolean ambiguous = expression.type().equals(Type.TIMESTAMP)
                                && one instanceof Instant moment
                                && isTwice(LocalDateTime.ofInstant(moment, zone), zone);
                        if (!ambiguous && !Objects.equals(text, wanted.getString(1))) {
                            differences.add("%s is %s and DuckDB's %s is %s for %s"
                                    .formatted(expression, text, call.sql(), wanted.getString(1), table.describe(row)));
                            break;
                        }
                    }
                }
            }
        }
        assertThat(differences).as(name).isEmpty();
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Instant moment) {
            return Long.toString(Microseconds.of(moment));
        }
        return value instanceof LocalDateTime time ? Microseconds.text(time) : value == null ? null : value.toString();
    }

    private static @Nullable Object value(Column column) {
        Expression expression = in(ZURICH, column);
        return TestVectors.value(expression.type(), Evaluator.of(expression).evaluate(new Batch(1, List.of())), 0);
    }

    private static Instant moment(String text) {
        return Instant.parse(text);
    }

    @Test
    void aTimeThatIsLeftOutIsAsMuchLater() {
        assertThat(value(lit(LEFT_OUT).cast(Type.TIMESTAMP))).isEqualTo(moment("2024-03-31T01:30:00Z"));
        assertThat(value(lit("2024-03-31 02:30").cast(Type.TIMESTAMP))).isEqualTo(moment("2024-03-31T01:30:00Z"));
        assertThat(value(toTimestamp(lit("31.03.2024 02:30"), "dd.MM.yyyy HH:mm")))
                .isEqualTo(moment("2024-03-31T01:30:00Z"));
        assertThat(value(lit(LEFT_OUT).cast(Type.TIMESTAMP).cast(Type.STRING))).isEqualTo("2024-03-31 03:30:00");
        assertThat(value(timestampadd("day", 1, lit("2024-03-30 02:30").cast(Type.TIMESTAMP))))
                .isEqualTo(moment("2024-03-31T01:30:00Z"));
    }

    @Test
    void ofATimeThatComesTwiceTheFirstIsMeant() {
        assertThat(value(lit(TWICE).cast(Type.TIMESTAMP))).isEqualTo(moment("2024-10-27T00:30:00Z"));
        assertThat(value(lit("2024-10-27 02:30").cast(Type.TIMESTAMP))).isEqualTo(moment("2024-10-27T00:30:00Z"));
        assertThat(value(lit("2024-10-27 02:30+01:00").cast(Type.TIMESTAMP))).isEqualTo(moment("2024-10-27T01:30:00Z"));
        assertThat(value(hour(lit(moment("2024-10-27T00:30:00Z"))))).isEqualTo(2);
        assertThat(value(hour(lit(moment("2024-10-27T01:30:00Z"))))).isEqualTo(2);
    }

    @Test
    void aMomentStaysWhereNothingIsAddedToIt() {
        Instant second = moment("2024-10-27T01:30:00Z");
        assertThat(value(timestampadd("day", 0, lit(second)))).isEqualTo(second);
        assertThat(value(dateTrunc("hour", lit(second)))).isEqualTo(moment("2024-10-27T01:00:00Z"));
        assertThat(value(dateFormat(lit(second), "HH:mm XXX VV"))).isEqualTo("02:30 +01:00 Europe/Zurich");
    }

    @Test
    void daysGoByTheClocksAndHoursDoNot() {
        Column before = lit(moment("2024-03-30T11:00:00Z"));
        Column after = lit(moment("2024-03-31T10:00:00Z"));
        assertThat(value(timestampadd("day", 1, before))).isEqualTo(moment("2024-03-31T10:00:00Z"));
        assertThat(value(timestampadd("hour", 24, before))).isEqualTo(moment("2024-03-31T11:00:00Z"));
        assertThat(value(timestampdiff("day", before, after))).isEqualTo(1L);
        assertThat(value(timestampdiff("hour", before, after))).isEqualTo(23L);
        assertThat(value(timestampdiff(
                        "month", lit(moment("2024-01-31T23:30:00Z")), lit(moment("2024-02-29T23:30:00Z")))))
                .isEqualTo(1L);
        assertThat(value(monthsBetween(lit(moment("2024-03-31T22:30:00Z")), lit(moment("2024-02-29T23:30:00Z")))))
                .isEqualTo(1.0);
    }

    @Test
    void theDayOfAMomentIsThatOfTheZone() {
        assertThat(value(lit(moment("2023-12-31T23:30:00Z")).cast(Type.DATE))).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(value(lit(LocalDate.of(2024, 1, 1)).cast(Type.TIMESTAMP))).isEqualTo(moment("2023-12-31T23:00:00Z"));
        assertThat(value(fromUnixtime(0L))).isEqualTo("1970-01-01 01:00:00");
        assertThat(value(year(lit(moment("2023-12-31T23:30:00Z"))))).isEqualTo(2024);
    }

    @Test
    void localTimesAreNotMoved() {
        assertThat(value(hour(lit(TWICE)))).isEqualTo(2);
        assertThat(value(dateTrunc("day", lit(TWICE)))).isEqualTo(LocalDateTime.parse("2024-10-27T00:00:00"));
        assertThat(value(timestampadd("day", 1, lit(LEFT_OUT.minusDays(1))))).isEqualTo(LEFT_OUT);
        assertThat(value(lit(TWICE).cast(Type.STRING))).isEqualTo("2024-10-27 02:30:00");
    }

    @Test
    void saysWhichLocalTimeIsTooFar() {
        Column last = lit(moment("+294247-01-10T04:00:54.775807Z"));
        assertThatThrownBy(() -> value(hour(last)))
                .hasMessage(
                        "Cannot compute hour(timestamp '+294247-01-10T04:00:54.775807Z'): the local time of"
                                + " +294247-01-10T04:00:54.775807Z is beyond what a timestamp holds (filter such rows out first)");
        assertThatThrownBy(() -> value(last.cast(Type.TIMESTAMP_NTZ)))
                .hasMessageStartingWith(
                        "Cannot compute cast(timestamp '+294247-01-10T04:00:54.775807Z' as timestamp_ntz): ");
    }
}
