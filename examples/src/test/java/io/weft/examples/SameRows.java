package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.examples.jobs.ItemsByFlag;
import io.weft.examples.jobs.SortedItems;
import io.weft.examples.tpch.TpchQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples give the same rows wherever they run: those that DuckDB finds, and the words as the JDK counts them. */
interface SameRows {
    /** Where they run. */
    Place place() throws IOException;

    @Test
    default void wordCountCountsTheWords() throws IOException, InterruptedException {
        Path output = place().newOutput();
        Ended run = place().run(WordCount.class, "input=" + place().text(), "output=" + output)
                .succeeded();
        assertThat(run.out()).isEmpty();
        assertThat(place().lines(output)).isEqualTo(countedWords());
    }

    @Test
    default void query1GivesTheRowsOfDuckDb() throws IOException, InterruptedException, SQLException {
        Ended run = place().run(TpchQuery.class, "query=1", "data=" + place().directory())
                .succeeded();
        assertThat(run.rows()).containsExactlyElementsOf(DuckDb.query1(Inputs.local()));
        RunReport report = RunReport.of(run);
        assertThat(report.explainedBytes())
                .as("bytes with a reason why they were not read on the reader's host")
                .isEqualTo(report.inputBytes() - report.localInputBytes());
    }

    @Test
    default void query6GivesTheRowOfDuckDb() throws IOException, InterruptedException, SQLException {
        Ended run = place().run(TpchQuery.class, "query=6", "data=" + place().directory())
                .succeeded();
        assertThat(run.rows()).containsExactly(DuckDb.query6(Inputs.local()));
    }

    @Test
    default void unitesWritesTwiceCountsAndFindsWhatWasSentAlong(@TempDir java.nio.file.Path directory)
            throws IOException, InterruptedException, SQLException {
        Path output = place().newOutput();
        Ended run = place().with(SentAlong.options(directory))
                .run(ItemsByFlag.class, "data=" + place().directory(), "output=" + output)
                .succeeded();
        String query = "select count(*), sum(l_quantity) from '%s/lineitem/*.parquet' where l_returnflag = '%s'";
        String accepted = DuckDb.row(query.formatted(Inputs.local(), "A"));
        String returned = DuckDb.row(query.formatted(Inputs.local(), "R"));
        assertThat(run.rows()).containsExactlyInAnyOrder("A|" + accepted, "R|" + returned);
        long acceptedItems = items(accepted);
        long returnedItems = items(returned);
        assertThat(place().lines(output))
                .containsExactly("A ACCEPTED!\t" + acceptedItems, "R RETURNED!\t" + returnedItems);
        assertThat(run.err())
                .contains("counters of the job's functions:\n  flags: 2\n  items of A: %,d\n  items of R: %,d\n"
                        .formatted(acceptedItems, returnedItems));
    }

    private static long items(String row) {
        return Long.parseLong(row.substring(0, row.indexOf('|')));
    }

    @Test
    default void sortsRowsAsDuckDbDoesIntoSeveralFiles() throws IOException, InterruptedException, SQLException {
        Path output = place().newOutput();
        place().with("-Dweft.shuffle.task-mb=1")
                .run(SortedItems.class, "data=" + place().directory(), "output=" + output)
                .succeeded();
        assertThat(place().linesInOrder(output)).isEqualTo(DuckDb.sortedItems(Inputs.local()));
        assertThat(place().fileSystem().listStatus(output)).hasSizeGreaterThan(3);
    }

    /** The lines that WordCount is to write, sorted. */
    static List<String> countedWords() throws IOException {
        return Inputs.wordCounts().entrySet().stream()
                .map(word -> word.getKey() + "\t" + word.getValue())
                .sorted()
                .toList();
    }
}
