package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What DuckDB answers to the queries of TPC-H over the same files. */
final class TpchAnswers {
    private static final List<String> TABLES =
            List.of("lineitem", "orders", "customer", "part", "partsupp", "supplier", "nation", "region");

    /** A quotient of decimals is a double there, and a decimal of at least six digits after the point in Weft. */
    private static final double QUOTIENT = 1e-6;

    private final Path data;

    /**
     * @param data the directory of the tables
     */
    TpchAnswers(Path data) {
        this.data = data;
    }

    /** Asserts that these are the rows of a query in its order, to the last digit where DuckDB's types are exact. */
    void check(int query, List<List<String>> rows) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("create view %s as from '%s/%s/*.parquet'".formatted(table, data, table));
            }
            try (ResultSet result = statement.executeQuery(sql(query))) {
                List<List<String>> expected = rows(result, rows);
                assertThat(rows).as("query %d", query).isEqualTo(expected);
            }
        }
    }

    private static String sql(int query) throws IOException {
        try (InputStream in = TpchAnswers.class.getResourceAsStream("/tpch/" + query + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** DuckDB's rows, with what was found in the place of what is as good as equal. */
    private static List<List<String>> rows(ResultSet result, List<List<String>> found) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                String value = text(result, column);
                boolean isDouble = result.getMetaData().getColumnType(column) == Types.DOUBLE;
                if (isDouble && rows.size() < found.size()) {
                    String other = found.get(rows.size()).get(column - 1);
                    values.add(isClose(value, other) ? other : value);
                } else {
                    values.add(value);
                }
            }
            rows.add(values);
        }
        return rows;
    }

    private static boolean isClose(String value, String other) {
        return value.equals(other)
                || (!other.equals("\\N")
                        && !value.equals("\\N")
                        && Math.abs(Double.parseDouble(value) - Double.parseDouble(other)) <= QUOTIENT);
    }

    private static String text(ResultSet result, int column) throws SQLException {
        if (result.getMetaData().getColumnType(column) == Types.DECIMAL && result.getBigDecimal(column) != null) {
            return result.getBigDecimal(column).toPlainString();
        }
        String value = result.getString(column);
        return value == null ? "\\N" : value;
    }
}
