import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs SQL files by DuckDB with two threads over local Parquet files: the rows to standard output, {@code |} between columns, and for each file
 * its seconds to standard error.
 *
 * <p>Arguments: the directory of the tables, how often, SQL files.
 */
public final class DuckDbQueries {
    private DuckDbQueries() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 2");
            statement.execute("create view lineitem as from '" + arguments[0] + "/lineitem/*.parquet'");
            for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
                for (String file : List.of(arguments).subList(2, arguments.length)) {
                    String sql = Files.readString(Path.of(file));
                    long start = System.nanoTime();
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        while (rows.next()) {
                            ResultSet row = rows;
                            String line = IntStream.rangeClosed(1, rows.getMetaData().getColumnCount())
                                    .mapToObj(column -> text(row, column))
                                    .collect(Collectors.joining("|"));
                            if (round == 0) {
                                System.out.println(line);
                            }
                        }
                    }
                    System.err.println(String.format(
                            Locale.ROOT,
                            "duckdb %s %.2f s",
                            Path.of(file).getFileName(),
                            (System.nanoTime() - start) / 1e9));
                }
            }
        }
    }

    private static String text(ResultSet row, int column) {
        try {
            return row.getString(column);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
