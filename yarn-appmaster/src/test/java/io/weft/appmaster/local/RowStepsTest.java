package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that work on one row at a time. */
final class RowStepsTest {
    private static final Schema PAIRS = schema(field("name", Type.STRING), field("n", Type.INT));

    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.createDirectories(directory.resolve("input"));
        Files.writeString(input.resolve("a"), "x 1\ny 2\nz\n");
        Files.writeString(input.resolve("b"), "x 4\n");
    }

    private Dataset pairs(JobContext job) {
        return job.read(Text.at(input.toString())).map(PAIRS, line -> {
            String[] parts = line.string("line").split(" ", -1);
            return Arrays.asList(parts[0], parts.length < 2 ? null : Integer.valueOf(parts[1]));
        });
    }

    @Test
    void mapsRowsAndAddsReplacesRenamesAndDropsColumns() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> pairs(job)
                                .withColumn("twice", col("n").multiply(2))
                                .withColumn("n", col("n").plus(10))
                                .rename("name", "who")
                                .withColumn("copy", col("who"))
                                .drop("who")))
                .containsExactly("11|2|x", "12|4|y", "14|8|x", "null|null|z");
    }

    @Test
    void keepsTheRowsThatAFunctionWants() throws IOException {
        int most = 3;
        assertThat(new LocalRun(directory)
                        .rows(job -> pairs(job).filter(row -> !row.isNull("n") && row.integer("n") < most)))
                .containsExactly("x|1", "y|2");
    }
}
