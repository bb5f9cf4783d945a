package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.grouping;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several groupings at once give what DuckDB finds. */
final class GroupingSetsRunTest {
    private static final String ROWS = """
            create table t as select
                case when n % 7 = 0 then null else n % 3 end as a,
                case when n % 5 = 0 then null else chr(97 + cast(n % 4 as integer)) end as b,
                cast(n as bigint) as v
            from (select cast(range as integer) as n from range(1000))""";

    @TempDir
    private Path directory;

    private void check(UnaryOperator<Dataset> steps, String query) throws IOException, SQLException {
        String file = directory.resolve("t.parquet").toString();
        try (Oracle oracle = new Oracle()) {
            oracle.execute(ROWS);
            oracle.execute("copy t to '%s' (format parquet)".formatted(file));
            List<String> rows =
                    new LocalRun(directory).rows((JobContext job) -> steps.apply(job.read(Parquet.at(file))));
            assertThat(rows).isEqualTo(oracle.rows(query)).isNotEmpty();
        }
    }

    @Test
    void rollup() throws IOException, SQLException {
        check(
                rows -> rows.rollup("a", "b").aggregate(sum("v").as("s"), count().as("n")),
                "select a, b, sum(v), count(*) from t group by rollup(a, b)");
    }

    @Test
    void cubeTellsNullsApart() throws IOException, SQLException {
        check(
                rows -> rows.where(col("v").lessThan(500))
                        .cube("a", "b")
                        .aggregate(
                                grouping("a").as("ga"),
                                count("v").as("n"),
                                grouping("b").as("gb")),
                "select a, b, grouping(a), count(v), grouping(b) from t where v < 500 group by cube(a, b)");
    }

    @Test
    void groupingSetsMayRepeatAndBeFiltered() throws IOException, SQLException {
        check(
                rows -> rows.groupingSets(List.of(List.of("b"), List.of("a"), List.of("b"), List.of()))
                        .aggregate(sum("v").as("s"))
                        .where(col("s").greaterThan(1000).and(col("b").isNull())),
                "select * from (select b, a, sum(v) as s from t group by grouping sets ((b), (a), (b), ()))"
                        + " where s > 1000 and b is null");
    }
}
