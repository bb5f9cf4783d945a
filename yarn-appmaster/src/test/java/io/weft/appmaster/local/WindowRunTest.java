package io.weft.appmaster.local;

import static io.weft.api.Aggregates.aggregate;
import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;
import static io.weft.api.WindowFunctions.rank;
import static io.weft.api.WindowFunctions.rowNumber;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Aggregator;
import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Row;
import io.weft.api.Text;
import io.weft.api.UserScalar;
import io.weft.api.Window;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows from the API to the rows, where they meet other steps and an author's own functions. */
final class WindowRunTest {
    @TempDir
    private Path directory;

    private Path input;

    /** The product of whole numbers. */
    private static final class Product implements Aggregator<Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Schema stateSchema() {
            return schema(field("product", Type.BIGINT));
        }

        @Override
        public Type resultType() {
            return Type.BIGINT;
        }

        @Override
        public Long zero() {
            return 1L;
        }

        @Override
        public Long add(Long state, Row arguments) {
            return state * arguments.integer("n");
        }

        @Override
        public Long merge(Long state, Long other) {
            return state * other;
        }

        @Override
        public @Nullable Object finish(Long state) {
            return state;
        }

        @Override
        public List<@Nullable Object> save(Long state) {
            return List.of(state);
        }

        @Override
        public Long restore(Row saved) {
            return saved.bigint("product");
        }
    }

    @BeforeEach
    void writeLetters() throws IOException {
        input = directory.resolve("rows.txt");
        Files.writeString(input, "a 3\nb 2\na 1\nb 7\na 4\na 4\nb 5\n");
    }

    private Dataset letters(JobContext job) {
        return job.read(Text.at(input.toString()))
                .map(schema(field("letter", Type.STRING), field("n", Type.INT)), row -> {
                    String[] parts = row.string("line").split(" ", -1);
                    return Arrays.asList(parts[0], Integer.valueOf(parts[1]));
                });
    }

    @Test
    void keepsTheFirstRowsOfEachPartition() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> letters(job)
                                .withColumn(
                                        "place",
                                        rank().over(Window.partitionBy("letter").orderBy(desc("n"))))
                                .where(col("place").lessThanOrEqual(2))))
                .containsExactly("a|4|1", "a|4|1", "b|5|2", "b|7|1");
    }

    @Test
    void computesSharesOfAPartitionAndOfAll() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> letters(job)
                                .groupBy("letter")
                                .aggregate(sum("n").as("n"))
                                .select(
                                        col("letter"),
                                        col("n").divide(sum("n").over(Window.allRows()))
                                                .multiply(26),
                                        sum("n").over(Window.orderBy("letter")))))
                .containsExactly("a|12.0|12", "b|14.0|26");
    }

    @Test
    void takesAnAuthorsOwnFunctions() throws IOException {
        assertThat(new LocalRun(directory).rows(job -> {
                    UserScalar minus = job.function("minus", Type.INT, row -> -row.integer("1"));
                    return letters(job)
                            .select(
                                    col("letter"),
                                    col("n"),
                                    rowNumber()
                                            .over(Window.partitionBy("letter").orderBy(asc(minus.call(col("n")))))
                                            .as("place"),
                                    aggregate(new Product(), "n")
                                            .over(Window.partitionBy("letter")
                                                    .orderBy("n")
                                                    .rowsBetween(-1, 1))
                                            .as("product"),
                                    sum(minus.call(col("n")))
                                            .filter(col("n").greaterThan(2))
                                            .over(Window.partitionBy("letter"))
                                            .as("sum"))
                            .where(col("letter").equalTo("b"));
                }))
                .containsExactly("b|2|3|10|-12", "b|5|2|70|-12", "b|7|1|35|-12");
    }
}
