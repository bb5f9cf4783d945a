package io.weft.appmaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs of random steps give the rows that DuckDB finds. */
final class DatasetOracleTest {
    @TempDir
    private Path directory;

    /** A seed that fails is in the test's name; give it here alone to see it fail again. */
    static LongStream seeds() {
        return LongStream.concat(
                LongStream.range(0, 14),
                LongStream.generate(() -> new Random().nextLong()).limit(2));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheRowsOfDuckDb(long seed) throws IOException, SQLException {
        Random random = new Random(seed);
        Map<String, String> tables = Map.of(
                "few", directory.resolve("few.parquet").toString(),
                "many", directory.resolve("many.parquet").toString(),
                "empty", directory.resolve("empty.parquet").toString());
        try (Oracle oracle = new Oracle()) {
            table(oracle, "few", 1 + random.nextInt(40), random);
            table(oracle, "many", 5_000 + random.nextInt(5_000), random);
            table(oracle, "empty", 0, random);
            for (String name : tables.keySet()) {
                oracle.execute("copy %s to '%s' (format parquet)".formatted(name, tables.get(name)));
            }
            int depth = 2 + random.nextInt(5);
            long planSeed = random.nextLong();
            AtomicReference<String> query = new AtomicReference<>("");
            LocalRun local = new LocalRun(directory);
            assertThat(local.rows(job -> {
                        RandomPlan plan = RandomPlan.of(job, tables, new Random(planSeed), depth);
                        query.set(plan.query());
                        return plan.rows();
                    }))
                    .as(query::get)
                    .isEqualTo(oracle.rows(Objects.requireNonNull(query.get())));
        }
    }

    private static void table(Oracle oracle, String name, int rows, Random random) throws SQLException {
        oracle.execute("create table %s (k integer, s varchar, v decimal(9, 2))".formatted(name));
        oracle.execute("select setseed(%s)".formatted(random.nextDouble()));
        oracle.execute("""
                insert into %s select
                    case when random() < 0.1 then null else cast(floor(random() * 10) - 2 as integer) end,
                    case when random() < 0.1 then null else chr(97 + cast(floor(random() * 6) as integer)) end,
                    case when random() < 0.1 then null else cast(floor(random() * 5) as decimal(9, 2)) / 2 end
                from range(%d)
                """.formatted(name, rows));
    }
}
