package io.weft.appmaster.local;

import static io.weft.api.Aggregates.approxCountDistinct;
import static io.weft.api.Aggregates.boolAnd;
import static io.weft.api.Aggregates.boolOr;
import static io.weft.api.Aggregates.collectList;
import static io.weft.api.Aggregates.collectSet;
import static io.weft.api.Aggregates.corr;
import static io.weft.api.Aggregates.countDistinct;
import static io.weft.api.Aggregates.covarPop;
import static io.weft.api.Aggregates.covarSamp;
import static io.weft.api.Aggregates.maxBy;
import static io.weft.api.Aggregates.median;
import static io.weft.api.Aggregates.minBy;
import static io.weft.api.Aggregates.percentileCont;
import static io.weft.api.Aggregates.percentileDisc;
import static io.weft.api.Aggregates.stddevPop;
import static io.weft.api.Aggregates.stddevSamp;
import static io.weft.api.Aggregates.varPop;
import static io.weft.api.Aggregates.varSamp;
import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.min;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.Parquet;
import io.weft.api.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares aggregates with DuckDB's over generated rows with nulls, from the API to the rows. A failure names the seed. */
final class AggregateDifferentialTest {
    private static final double TOLERANCE = 1e-9;

    /** Four times the standard error of an approximate count. */
    private static final double APPROXIMATE = 0.065;

    @TempDir
    private Path directory;

    /** An aggregate and what DuckDB calls it. */
    private record Pair(Column column, String sql, double tolerance) {
        Pair(Column column, String sql) {
            this(column, sql, TOLERANCE);
        }
    }

    private static List<Pair> numbers() {
        Column positive = col("x").greaterThan(0);
        return List.of(
                new Pair(count(), "count(*)"),
                new Pair(count("s").filter(positive), "count(s) filter (where x > 0)"),
                new Pair(sum("x"), "cast(sum(x) as bigint)"),
                new Pair(sum("m").filter(col("flag")), "sum(m) filter (where flag)"),
                new Pair(avg("d").filter(positive.and(col("flag"))), "avg(d) filter (where x > 0 and flag)"),
                new Pair(min("s"), "min(s)"),
                new Pair(max("day").filter(positive), "max(day) filter (where x > 0)"),
                new Pair(boolAnd("flag"), "bool_and(flag)"),
                new Pair(boolOr("flag"), "bool_or(flag)"),
                new Pair(minBy("s", "u"), "arg_min_null(s, u)"),
                new Pair(maxBy("m", "u").filter(positive), "arg_max_null(m, u) filter (where x > 0)"),
                new Pair(varPop("d"), "var_pop(d)"),
                new Pair(varSamp("m"), "var_samp(m)"),
                new Pair(stddevPop("x"), "stddev_pop(x)"),
                new Pair(stddevSamp("d").filter(col("flag")), "stddev_samp(d) filter (where flag)"),
                new Pair(covarPop("d", "x"), "covar_pop(d, x)"),
                new Pair(covarSamp("d", "m"), "covar_samp(d, m)"),
                // DuckDB's correlation of a constant is NaN, Weft's is null.
                new Pair(corr("d", "x"), "case when isnan(corr(d, x)) then null else corr(d, x) end"),
                new Pair(approxCountDistinct("u"), "count(distinct u)", APPROXIMATE));
    }

    private static List<Pair> distincts() {
        return List.of(
                new Pair(countDistinct("s"), "count(distinct s)"),
                new Pair(count(), "count(*)"),
                new Pair(sum("x").distinct(), "cast(sum(distinct x) as bigint)"),
                new Pair(
                        countDistinct(col("x"), col("flag")),
                        "count(distinct case when x is not null and flag is not null then {'x': x, 'f': flag} end)"),
                new Pair(avg("x").distinct(), "avg(distinct x)"),
                new Pair(
                        countDistinct("day").filter(col("x").greaterThan(0)),
                        "count(distinct day) filter (where x > 0)"),
                new Pair(sum("m").filter(col("flag")), "sum(m) filter (where flag)"),
                new Pair(max("s").distinct(), "max(s)"),
                new Pair(minBy("s", "u"), "arg_min_null(s, u)"));
    }

    /** Lists come in any order, so both are sorted. */
    private static List<Pair> collected() {
        return List.of(
                new Pair(median("d"), "median(d)"),
                new Pair(percentileCont("x", 0.3).filter(col("flag")), "quantile_cont(x, 0.3) filter (where flag)"),
                new Pair(percentileDisc("m", 0.9), "quantile_disc(m, 0.9)"),
                new Pair(percentileDisc("s", 0.5), "quantile_disc(s, 0.5)"),
                new Pair(percentileDisc("day", 0), "quantile_disc(day, 0)"),
                new Pair(percentileCont("d", 1), "quantile_cont(d, 1)"),
                new Pair(
                        collectList("x"),
                        "coalesce(list_sort(list(x) filter (where x is not null)), cast([] as int[]))"),
                new Pair(
                        collectSet("s").filter(col("flag")),
                        "coalesce(list_sort(list(distinct s) filter (where s is not null and flag)), cast([] as"
                                + " varchar[]))"),
                new Pair(countDistinct("x"), "count(distinct x)"));
    }

    private static List<Pair> oneDistinct() {
        return List.of(
                new Pair(avg("d"), "avg(d)"),
                new Pair(countDistinct("x"), "count(distinct x)"),
                new Pair(sum("x").distinct(), "cast(sum(distinct x) as bigint)"),
                new Pair(maxBy("s", "u"), "arg_max_null(s, u)"));
    }

    /** Few groups, one of them with most of the rows; many small ones; none. */
    @ParameterizedTest
    @CsvSource({"1, 20000, 7", "2, 20000, 6000", "3, 3000, 40", "4, 0, 5"})
    void agreesOnGroups(long seed, int rows, int groups) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Path table = write(connection, seed, rows, groups);
            for (List<Pair> pairs : List.of(numbers(), distincts(), collected(), oneDistinct())) {
                compare(connection, table, pairs, "k", seed);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 8000", "6, 0", "7, 1"})
    void agreesWithoutGroups(long seed, int rows) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Path table = write(connection, seed, rows, 1);
            for (List<Pair> pairs : List.of(numbers(), distincts(), collected(), oneDistinct())) {
                compare(connection, table, pairs, "", seed);
            }
        }
    }

    /** Two files of a table t, whose group 0 has most of the rows; the values of u are unique. */
    private Path write(Connection connection, long seed, int rows, int groups) throws IOException, SQLException {
        Path table = Files.createDirectories(directory.resolve("t" + seed));
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                create table t as select
                    cast(case when r(i, 1) %% 3 > 0 and %d < 100 then 0 else r(i, 2) %% %d end as int) k,
                    case when r(i, 3) %% 11 > 0 then 'text ' || (r(i, 4) %% 300) end s,
                    case when r(i, 5) %% 7 > 0 then cast(r(i, 6) %% 2000 - 1000 as int) end x,
                    case when r(i, 7) %% 9 > 0 then (r(i, 8) %% 1000000) / 64.0e0 - 5000 end d,
                    case when r(i, 9) %% 8 > 0 then cast((r(i, 10) %% 100000) - 50000 as decimal(12, 2)) / 4 end mm,
                    cast(mm as decimal(12, 2)) m,
                    case when r(i, 11) %% 5 > 0 then date '1990-01-01' + cast(r(i, 12) %% 900 as int) end as day,
                    case when r(i, 13) %% 6 > 0 then r(i, 14) %% 4 > 0 end flag,
                    cast(i * 7919 %% 1000003 as bigint) u
                from range(%d) g(i)
                """.formatted(groups, groups, rows)
                    .replaceAll("r\\(i, (\\d+)\\)", "cast(hash(i, $1, " + seed + ") >> 2 as bigint)"));
            statement.execute("alter table t drop column mm");
            for (int file = 0; file < 2; file++) {
                statement.execute("copy (select * from t where u %% 2 = %d) to '%s' (format parquet)"
                        .formatted(file, table.resolve("f" + file + ".parquet")));
            }
        }
        return table;
    }

    private void compare(Connection connection, Path table, List<Pair> pairs, String key, long seed)
            throws IOException, SQLException {
        Map<@Nullable Object, List<@Nullable Object>> wanted = new HashMap<>();
        String keys = key.isEmpty() ? "0" : key;
        String sql =
                pairs.stream().map(Pair::sql).collect(Collectors.joining(", ", "select " + keys + ", ", " from t"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql + (key.isEmpty() ? "" : " group by " + key))) {
            while (rows.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < pairs.size(); column++) {
                    values.add(rows.getObject(column + 2));
                }
                wanted.put(rows.getObject(1), values);
            }
        }
        List<Row> found = new ArrayList<>();
        new LocalRun(directory).succeed(job -> {
            Dataset read = job.read(Parquet.at(table.toString()));
            Dataset.Grouped grouped = key.isEmpty() ? read.groupBy(new Column[0]) : read.groupBy(key);
            Column[] columns = new Column[pairs.size()];
            for (int column = 0; column < columns.length; column++) {
                columns[column] = pairs.get(column).column().as("a" + column);
            }
            grouped.aggregate(columns).collect(found::add);
        });
        assertThat(found).as("groups with seed %d", seed).hasSameSizeAs(wanted.keySet());
        for (Row row : found) {
            List<@Nullable Object> values = wanted.getOrDefault(key.isEmpty() ? 0 : row.value(0), List.of());
            assertThat(values).as("group %s with seed %d", row.value(0), seed).hasSameSizeAs(pairs);
            for (int column = 0; column < pairs.size(); column++) {
                Object value = row.value("a" + column);
                assertThat(agree(value, values.get(column), pairs.get(column).tolerance()))
                        .as(
                                "seed %d, group %s: %s is %s, DuckDB's %s is %s",
                                seed,
                                row.value(0),
                                pairs.get(column).column(),
                                value,
                                pairs.get(column).sql(),
                                values.get(column))
                        .isTrue();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static int natural(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static boolean agree(@Nullable Object found, @Nullable Object wanted, double tolerance)
            throws SQLException {
        if (found instanceof List<?> list && wanted instanceof Array array) {
            List<Object> sorted = new ArrayList<>(list);
            sorted.sort((left, right) -> natural(left, right));
            return sorted.equals(Arrays.asList((Object[]) array.getArray()));
        }
        if (!(found instanceof Number left) || !(wanted instanceof Number right)) {
            return found == null
                    ? wanted == null
                    : wanted != null && found.toString().equals(wanted.toString());
        }
        boolean exact = !(found instanceof Double) && !(wanted instanceof Double) && tolerance == TOLERANCE;
        if (exact) {
            return new BigDecimal(found.toString()).compareTo(new BigDecimal(wanted.toString())) == 0;
        }
        double distance = Math.abs(left.doubleValue() - right.doubleValue());
        return distance <= tolerance * Math.max(1, Math.abs(right.doubleValue()));
    }
}
