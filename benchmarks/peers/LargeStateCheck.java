import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Compares what the job {@code LargeState} has written with what DuckDB finds in the same lineitem, and ends with 1 where they differ.
 *
 * <p>Arguments: the state, the directory that holds lineitem, the directory of the job's output; both local.
 */
public final class LargeStateCheck {
    private static final String GROUPS =
            "select l_orderkey, count(*) items, sum(l_extendedprice) price, max(l_shipdate) shipped from %s group by all";
    /** The same for the same rows, in whatever order. */
    private static final String CONTENT = "select count(*), sum(hash(rows)::hugeint) from (%s) rows";

    private LargeStateCheck() {}

    public static void main(String[] arguments) throws Exception {
        String input = "'" + arguments[1] + "/lineitem/*.parquet'";
        String output = "'" + arguments[2] + "/*.parquet'";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", streaming());
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 2");
            statement.execute("set memory_limit = '4GB'");
            String expected = switch (arguments[0]) {
                case "groups" -> GROUPS.formatted(input);
                case "distinct" -> "select distinct * from " + input;
                default -> "from " + input;
            };
            String wanted = row(statement, CONTENT.formatted(expected));
            String found = row(statement, CONTENT.formatted("from " + output));
            System.out.println(arguments[0] + " rows and sum of hashes: " + found + ", DuckDB: " + wanted);
            if (!found.equals(wanted)) {
                System.exit(1);
            }
            if (arguments[0].equals("order")) {
                long inversions = inversions(statement, output);
                System.out.println("order: rows that are less than the one before: " + inversions);
                if (inversions > 0) {
                    System.exit(1);
                }
            }
        }
    }

    private static Properties streaming() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        return properties;
    }

    /** The rows of the files, in the order of their names, that should have come before the row that they follow. */
    private static long inversions(Statement statement, String files) throws SQLException {
        long inversions = 0;
        statement.execute("set preserve_insertion_order = true");
        try (ResultSet rows = statement.executeQuery("select l_comment from read_parquet(" + files + ")")) {
            String before = "";
            while (rows.next()) {
                String comment = rows.getString(1);
                inversions += before.compareTo(comment) > 0 ? 1 : 0;
                before = comment;
            }
        }
        return inversions;
    }

    private static String row(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            StringBuilder text = new StringBuilder(row.getString(1));
            for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
                text.append(' ').append(row.getString(column));
            }
            return text.toString();
        }
    }
}
