package io.weft.examples;

import io.weft.examples.jobs.AllTpchQueries;
import io.weft.examples.tpch.TpchQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All queries of TPC-H, in one job in one process, give the rows of DuckDB. */
final class TpchTest {
    @SuppressWarnings("NullAway.Init")
    private static Path output;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        Place place = Place.local();
        output = place.newOutput();
        // The job's jar has the tests' jobs alone, and the queries are in that of the examples.
        place.with("--jar", JobJar.of(TpchQuery.class).toString())
                .run(AllTpchQueries.class, "data=" + place.directory(), "output=" + output)
                .succeeded();
    }

    static IntStream queries() {
        return IntStream.rangeClosed(1, AllTpchQueries.COUNT);
    }

    @ParameterizedTest(name = "query {0}")
    @MethodSource("queries")
    void givesTheRowsOfDuckDb(int query) throws IOException, SQLException {
        List<List<String>> rows = Place.local().linesInOrder(new Path(output, Integer.toString(query))).stream()
                .map(line -> Arrays.asList(line.split("\t", -1)))
                .toList();
        new TpchAnswers(Inputs.local()).check(query, rows);
    }
}
