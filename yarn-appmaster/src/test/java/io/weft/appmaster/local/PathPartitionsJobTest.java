package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PathPartitionsJobTest {
    @TempDir
    private Path directory;

    private Path table;
    private LocalJobs jobs;

    @BeforeEach
    void writeTable() throws IOException {
        jobs = new LocalJobs(directory.resolve("local"));
        table = directory.resolve("table");
        for (int day = 1; day <= 3; day++) {
            for (String country : new String[] {"de", "fr", "__HIVE_DEFAULT_PARTITION__"}) {
                Path folder = Files.createDirectories(table.resolve("dt=2026-11-0" + day + "/country=" + country));
                Files.writeString(folder.resolve("part-0"), "a\nb\n");
            }
        }
    }

    @Test
    void readsThePartitionsAsColumnsBesideThoseOfTheFiles() {
        assertThat(jobs.run(job -> job.read(Text.at(table.toString()))
                                .where(col("line").equalTo("b"))
                                .select("country", "line", "dt")
                                .show())
                        .succeeded())
                .containsExactlyInAnyOrder(
                        "de|b|2026-11-01",
                        "fr|b|2026-11-01",
                        "null|b|2026-11-01",
                        "de|b|2026-11-02",
                        "fr|b|2026-11-02",
                        "null|b|2026-11-02",
                        "de|b|2026-11-03",
                        "fr|b|2026-11-03",
                        "null|b|2026-11-03");
    }

    @Test
    void groupsByPartitionsWithoutReadingAnythingElse() {
        assertThat(jobs.run(job -> job.read(Text.at(table.toString()))
                                .groupBy("country")
                                .aggregate(count().as("rows"))
                                .show())
                        .succeeded())
                .containsExactlyInAnyOrder("de|6", "fr|6", "null|6");
    }

    @Test
    void readsOnlyThePartitionsThatCanPass() {
        LocalJobs.Ended ended = jobs.run(job -> job.read(Text.at(table.toString()))
                .where(col("dt")
                        .greaterThan(date("2026-11-01"))
                        .and(col("country").equalTo("de").or(col("line").equalTo("a"))))
                .show());

        assertThat(ended.succeeded())
                .containsExactlyInAnyOrder(
                        "a|2026-11-02|de",
                        "b|2026-11-02|de",
                        "a|2026-11-03|de",
                        "b|2026-11-03|de",
                        "a|2026-11-02|fr",
                        "a|2026-11-03|fr",
                        "a|2026-11-02|null",
                        "a|2026-11-03|null");
        assertThat(ended.status().report()).contains("read 12 rows, 24 bytes");
    }
}
