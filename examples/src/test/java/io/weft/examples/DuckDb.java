package io.weft.examples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What DuckDB finds in the files that Weft has read. */
final class DuckDb {
    private DuckDb() {}

    /** The rows of TPC-H's query 1 in its order, as Weft prints them. */
    static List<String> query1(Path data) throws SQLException {
        String query = """
                select l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice),
                    sum(l_extendedprice * (1 - l_discount)), sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)),
                    sum(l_discount), count(*)
                from '%s/lineitem/*.parquet' where l_shipdate <= date '1998-09-02' group by all order by 1, 2
                """.formatted(data);
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                long count = result.getLong(8);
                rows.add(String.join(
                        "|",
                        result.getString(1),
                        result.getString(2),
                        plain(result.getBigDecimal(3)),
                        plain(result.getBigDecimal(4)),
                        plain(result.getBigDecimal(5)),
                        plain(result.getBigDecimal(6)),
                        average(result.getBigDecimal(3), count),
                        average(result.getBigDecimal(4), count),
                        average(result.getBigDecimal(7), count),
                        Long.toString(count)));
            }
        }
        return rows;
    }

    /** What {@link io.weft.examples.jobs.SortedItems} is to write. */
    static List<String> sortedItems(Path data) throws SQLException {
        String query = """
                select l_comment, l_extendedprice, l_orderkey, l_linenumber, l_shipdate from '%s/lineitem/*.parquet'
                order by l_comment, l_extendedprice desc, l_orderkey, l_linenumber
                """.formatted(data);
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(String.join(
                        "\t",
                        result.getString(1),
                        plain(result.getBigDecimal(2)),
                        result.getString(3),
                        result.getString(4),
                        result.getString(5)));
            }
        }
        return rows;
    }

    /** The one row of TPC-H's query 6. */
    static String query6(Path data) throws SQLException {
        return row("""
                select sum(l_extendedprice * l_discount) from '%s/lineitem/*.parquet'
                where l_shipdate >= date '1994-01-01' and l_shipdate < date '1995-01-01'
                    and l_discount between 0.05 and 0.07 and l_quantity < 24
                """.formatted(data));
    }

    /** The first row of a query's result. */
    static String row(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                values.add(result.getString(column));
            }
            return String.join("|", values);
        }
    }

    /** By Weft's rule, not DuckDB's, which gives a double: the exact sum with two decimals, divided to six, half up. */
    private static String average(BigDecimal sum, long count) {
        return plain(sum.divide(BigDecimal.valueOf(count), sum.scale() + 4, RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }
}
