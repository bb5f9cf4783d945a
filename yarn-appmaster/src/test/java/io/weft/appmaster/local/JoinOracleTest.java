package io.weft.appmaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random joins of two to six tables give the rows that DuckDB finds: of every kind, on keys with nulls and duplicates, of empty and
 * of skewed sides, on further conditions, with sides that come to all tasks and with such as are divided.
 */
final class JoinOracleTest {
    @TempDir
    private Path directory;

    /** A seed that fails is in the test's name; give it here alone to see it fail again. */
    static LongStream seeds() {
        return LongStream.concat(
                LongStream.range(0, 60),
                LongStream.generate(() -> new Random().nextLong()).limit(4));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheRowsOfDuckDb(long seed) throws IOException, SQLException {
        Random random = new Random(seed);
        try (Oracle oracle = new Oracle()) {
            Map<String, String> tables = tables(oracle, random);
            int count = 2 + random.nextInt(5);
            long joinSeed = random.nextLong();
            AtomicReference<String> query = new AtomicReference<>("");
            LocalRun local =
                    new LocalRun(directory).with("weft.join.broadcast-kb", random.nextBoolean() ? "0" : "16384");
            assertThat(local.rows(job -> {
                        RandomJoin join = RandomJoin.of(job, tables, new Random(joinSeed), count);
                        query.set(join.query());
                        return join.rows();
                    }))
                    .as(query::get)
                    .isEqualTo(oracle.rows(Objects.requireNonNull(query.get())));
        }
    }

    private Map<String, String> tables(Oracle oracle, Random random) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        int[] rows = {0, 1, 7, 25, 40};
        for (int table = 0; table < rows.length; table++) {
            String name = "table" + table;
            create(oracle, name, rows[table], table == rows.length - 1, random);
            String file = directory.resolve(name + ".parquet").toString();
            oracle.execute("copy %s to '%s' (format parquet)".formatted(name, file));
            tables.put(name, file);
        }
        return tables;
    }

    private static void create(Oracle oracle, String name, int rows, boolean isSkewed, Random random)
            throws SQLException {
        oracle.execute("create table %s (k integer, s varchar, v decimal(9, 2))".formatted(name));
        oracle.execute("select setseed(%s)".formatted(random.nextDouble()));
        oracle.execute("""
                insert into %s select
                    case when random() < 0.1 then null when random() < %s then 3
                        else cast(floor(random() * 20) - 2 as integer) end,
                    case when random() < 0.1 then null else chr(97 + cast(floor(random() * 10) as integer)) end,
                    case when random() < 0.1 then null else cast(floor(random() * 12) as decimal(9, 2)) / 2 end
                from range(%d)
                """.formatted(name, isSkewed ? "0.5" : "0.0", rows));
    }
}
