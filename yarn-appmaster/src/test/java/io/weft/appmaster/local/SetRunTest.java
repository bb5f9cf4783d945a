package io.weft.appmaster.local;

import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets as sets of rows, and samples of them. */
final class SetRunTest {
    @TempDir
    private Path directory;

    private LocalRun local;

    @BeforeEach
    void writeInputs() throws IOException {
        local = new LocalRun(directory);
        Files.writeString(directory.resolve("left"), "1 a\n2 b\n- a\n1 a\n3 -\n- -\n4 d\n");
        Files.writeString(directory.resolve("right"), "1 a\n- a\n3 -\n- -\n- -\n5 e\n2 c\n");
    }

    private Dataset pairs(JobContext job, String name) {
        return job.read(Text.at(directory.resolve(name).toString()))
                .map(schema(field("n", Type.DOUBLE), field("text", Type.STRING)), line -> {
                    String[] parts = line.string("line").split(" ", -1);
                    return Arrays.asList(
                            parts[0].equals("-") ? null : Double.valueOf(parts[0]),
                            parts[1].equals("-") ? null : parts[1]);
                });
    }

    @Test
    void distinctKeepsEachRowOnceAndTakesNullsForEqual() throws IOException {
        assertThat(local.rows(
                        job -> pairs(job, "left").union(pairs(job, "right")).distinct()))
                .containsExactly("1.0|a", "2.0|b", "2.0|c", "3.0|null", "4.0|d", "5.0|e", "null|a", "null|null");
    }

    @Test
    void intersectKeepsWhatBothHave() throws IOException {
        assertThat(local.rows(job -> pairs(job, "left").intersect(pairs(job, "right"))))
                .containsExactly("1.0|a", "3.0|null", "null|a", "null|null");
    }

    @Test
    void exceptKeepsWhatTheOtherHasNot() throws IOException {
        assertThat(local.rows(job -> pairs(job, "left").except(pairs(job, "right"))))
                .containsExactly("2.0|b", "4.0|d");
        assertThat(local.rows(job -> pairs(job, "right").except(pairs(job, "left"))))
                .containsExactly("2.0|c", "5.0|e");
    }

    @Test
    void theAllVariantsCountHowOftenEachSideHasARow() throws IOException {
        assertThat(local.rows(job -> pairs(job, "left")
                        .union(pairs(job, "left"))
                        .intersectAll(pairs(job, "right").union(pairs(job, "right")))))
                .containsExactly(
                        "1.0|a", "1.0|a", "3.0|null", "3.0|null", "null|a", "null|a", "null|null", "null|null");
        assertThat(local.rows(
                        job -> pairs(job, "left").union(pairs(job, "left")).exceptAll(pairs(job, "right"))))
                .containsExactly("1.0|a", "1.0|a", "1.0|a", "2.0|b", "2.0|b", "3.0|null", "4.0|d", "4.0|d", "null|a");
    }

    @Test
    void aSampleIsTheSameInEveryRunAndAnotherForAnotherSeed() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < 300_000; row++) {
            lines.append(row % 7).append(" x\n");
        }
        Files.writeString(directory.resolve("many"), lines);
        List<String> first = local.rows(job -> counts(pairs(job, "many").sample(0.2, 11)));
        assertThat(local.rows(job -> counts(pairs(job, "many").sample(0.2, 11))))
                .isEqualTo(first);
        assertThat(local.rows(job -> counts(pairs(job, "many").sample(0.2, 12))))
                .isNotEqualTo(first);
        long kept = first.stream()
                .mapToLong(row -> Long.parseLong(row.substring(row.indexOf('|') + 1)))
                .sum();
        assertThat(kept).isBetween(59_000L, 61_000L);
        assertThat(local.rows(job -> counts(pairs(job, "many")).sample(0.5, 3)))
                .isEqualTo(local.rows(job -> counts(pairs(job, "many")).sample(0.5, 3)));
    }

    private static Dataset counts(Dataset rows) {
        return rows.groupBy("n").aggregate(count().as("rows"));
    }
}
