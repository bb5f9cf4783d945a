package io.weft.appmaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Column;
import io.weft.api.Columns;
import io.weft.api.Dataset;
import io.weft.api.Parquet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random functions over random windows give the rows that DuckDB finds. */
final class WindowOracleTest {
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path directory;

    /** A seed that fails is in the test's name; give it here alone to see it fail again. */
    static LongStream seeds() {
        return LongStream.concat(
                LongStream.range(0, 10),
                LongStream.generate(() -> new Random().nextLong()).limit(2));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheRowsOfDuckDb(long seed) throws IOException, SQLException {
        Random random = new Random(seed);
        String table = directory.resolve("t.parquet").toString();
        List<RandomWindow> windows = new ArrayList<>();
        for (int count = 1 + random.nextInt(5); count > 0; count--) {
            windows.add(RandomWindow.of(random));
        }
        StringBuilder query = new StringBuilder("select id");
        windows.forEach(window -> query.append(", ").append(window.sql()));
        try (Oracle oracle = new Oracle()) {
            write(oracle, random, table);
            List<String> found = new LocalRun(directory).rows(job -> selected(job.read(Parquet.at(table)), windows));
            compare(found, oracle.rows(query + " from t"), query.toString());
        }
    }

    private static Dataset selected(Dataset rows, List<RandomWindow> windows) {
        List<Column> columns = new ArrayList<>(List.of(Columns.col("id")));
        for (RandomWindow window : windows) {
            columns.add(window.column().as("c" + columns.size()));
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    /** Few or many partitions and values, with nulls and ties; at times no rows at all. */
    private static void write(Oracle oracle, Random random, String file) throws SQLException {
        int rows = random.nextInt(6) == 0 ? random.nextInt(2) : 1 + random.nextInt(4000);
        oracle.execute("select setseed(%s)".formatted(random.nextDouble()));
        oracle.execute("""
                create table t as select
                    cast(i as bigint) id,
                    case when random() < 0.1 then null else cast(floor(random() * %d) as integer) end k,
                    case when random() < 0.1 then null else cast(floor(random() * %d) as integer) - 20 end o,
                    case when random() < 0.1 then null else chr(97 + cast(floor(random() * 6) as integer)) end s,
                    case when random() < 0.1 then null else cast(floor(random() * 500) / 4.0e0 as decimal(9, 2)) end v,
                    case when random() < 0.1 then null else floor(random() * 1000) / 8.0e0 end d,
                    case when random() < 0.1 then null else date '2020-02-20' + cast(floor(random() * 90) as integer) end as dt,
                    case when random() < 0.1 then null else random() < 0.6 end b
                from range(%d) g(i)
                """.formatted(1 + random.nextInt(60), 1 + random.nextInt(200), rows));
        oracle.execute("copy t to '%s' (format parquet)".formatted(file));
    }

    /** Doubles are equal where only the last digits differ. */
    private static void compare(List<String> found, List<String> wanted, String query) {
        assertThat(found).as(query).hasSameSizeAs(wanted);
        for (int row = 0; row < found.size(); row++) {
            String[] left = found.get(row).split("\\|", -1);
            String[] right = wanted.get(row).split("\\|", -1);
            assertThat(left).as(query).hasSameSizeAs(right);
            for (int column = 0; column < left.length; column++) {
                assertThat(agree(left[column], right[column]))
                        .as("column %d of row %s, DuckDB's %s, of %s", column, found.get(row), wanted.get(row), query)
                        .isTrue();
            }
        }
    }

    private static boolean agree(String found, String wanted) {
        if (found.equals(wanted)) {
            return true;
        }
        try {
            double left = new BigDecimal(found).doubleValue();
            double right = new BigDecimal(wanted).doubleValue();
            return Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(right));
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
