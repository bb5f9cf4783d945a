package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.weft.api.JobContext;
import io.weft.api.Row;
import io.weft.examples.jobs.OrdersBelow;
import io.weft.examples.tpch.TpchQuery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What need not be read is not. */
class ReadLessTest {
    /** The first of the three files holds keys below 40,000, in several row groups. */
    private static final long KEY = 4_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void definingAJobReadsNothing() {
        List<Row> rows = new ArrayList<>();
        Map<String, String> arguments = Map.of("query", "6", "data", "hdfs://nowhere.invalid/data");
        assertThatCode(() -> JobContext.define(new TpchQuery(), arguments, rows::add))
                .doesNotThrowAnyException();
    }

    @Test
    void explainReadsNoRows() throws IOException, InterruptedException {
        Path damaged = Files.createDirectories(directory.resolve("lineitem"));
        for (Path file : lineitem()) {
            damagePages(Files.copy(file, damaged.resolve(file.getFileName())));
        }
        Place place = Place.local();
        Ended explained =
                place.explain(TpchQuery.class, "query=6", "data=" + directory).succeeded();
        assertThat(explained.out()).contains("l_extendedprice");
        place.run(TpchQuery.class, "query=6", "data=" + directory).failed(1, ".parquet");
    }

    @Test
    void explainShowsTheColumnsAndTheFiltersOfTheScan() throws IOException, InterruptedException {
        Place place = Place.local();
        String plan = place.explain(TpchQuery.class, "query=6", "data=" + place.directory())
                .succeeded()
                .out();
        assertThat(plan).contains("As written", "As it will run", "Stages", "stage 0");
        String willRun = plan.substring(plan.indexOf("As it will run"));
        assertThat(willRun)
                .containsPattern("columns 4 of 16: \\[l_quantity, l_extendedprice, l_discount, l_shipdate\\]")
                .containsPattern("pushed down: .*l_shipdate.*1994-01-01")
                .doesNotContain("l_comment");
    }

    @Test
    void rowGroupsThatCannotMatchAreNotRead() throws IOException, InterruptedException, SQLException {
        Place place = Place.local();
        String query = "select count(*), sum(l_quantity) from '%s/lineitem/*.parquet' where l_orderkey < %d";
        Ended run = place.run(OrdersBelow.class, "data=" + place.directory(), "key=" + KEY)
                .succeeded();
        assertThat(run.rows()).containsExactly(DuckDb.row(query.formatted(Inputs.local(), KEY)));
        long rowGroups = rowGroups();
        RunReport report = RunReport.of(run);
        assertThat(rowGroups).isGreaterThan(3);
        assertThat(report.rowGroupsRead()).isEqualTo(1);
        assertThat(report.rowGroupsSkipped()).isEqualTo(rowGroups - 1);
    }

    @Test
    void columnsThatAreNotUsedAreNotRead() throws IOException, InterruptedException {
        Place place = Place.local();
        RunReport report = RunReport.of(place.run(TpchQuery.class, "query=6", "data=" + place.directory())
                .succeeded());
        long stored = 0;
        for (Path file : lineitem()) {
            stored += Files.size(file);
        }
        // Four of sixteen columns, and not the comments, which are the largest.
        assertThat(report.inputBytes()).isPositive().isLessThan(stored / 2);
    }

    private static long rowGroups() throws SQLException {
        String query =
                "select count(distinct (file_name, row_group_id)) from parquet_metadata('%s/lineitem/*.parquet')";
        return Long.parseLong(DuckDb.row(query.formatted(Inputs.local())));
    }

    private static List<Path> lineitem() throws IOException {
        try (Stream<Path> files = Files.list(Inputs.local().resolve("lineitem"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    /** Leaves the footer as it is. */
    private static void damagePages(Path file) throws IOException {
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek(4);
            pages.write(new byte[(int) (pages.length() / 2)]);
        }
    }
}
