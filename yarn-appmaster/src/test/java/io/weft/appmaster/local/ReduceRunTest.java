package io.weft.appmaster.local;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.ascNullsLast;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.descNullsFirst;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Functions.when;
import static io.weft.api.MathFunctions.div;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Row;
import io.weft.api.Text;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions over groups of rows. */
final class ReduceRunTest {
    @TempDir
    private Path directory;

    private LocalRun local;

    @BeforeEach
    void writeInputs() throws IOException {
        local = new LocalRun(directory);
        Files.createDirectories(directory.resolve("events"));
        Files.writeString(directory.resolve("events/a"), "ann 5\nbob 1\nann 1\ncid 9\n");
        Files.writeString(directory.resolve("events/b"), "bob 20\nann 30\nann 32\nbob 2\n");
    }

    private Dataset events(JobContext job) {
        return job.read(Text.at(directory + "/events"))
                .map(schema(field("user", Type.STRING), field("time", Type.INT)), line -> {
                    String[] parts = line.string("line").split(" ", -1);
                    return List.of(parts[0], Integer.valueOf(parts[1]));
                });
    }

    @Test
    void aFunctionSeesAllRowsOfAGroup() throws IOException {
        assertThat(local.rows(job -> events(job)
                        .groupBy("user")
                        .reduceGroups(schema(field("who", Type.STRING), field("span", Type.INT)), (key, rows, out) -> {
                            int first = Integer.MAX_VALUE;
                            int last = Integer.MIN_VALUE;
                            for (Row row : rows) {
                                first = Math.min(first, row.integer("time"));
                                last = Math.max(last, row.integer("time"));
                            }
                            out.emit(key.string("user"), last - first);
                        })))
                .containsExactly("ann|31", "bob|19", "cid|0");
    }

    @Test
    void aFunctionSeesTheRowsInTheOrderThatItAskedFor() throws IOException {
        assertThat(local.rows(job -> events(job)
                        .groupBy("user")
                        .sortedBy(col("time"))
                        .reduceGroups(schema(field("who", Type.STRING), field("start", Type.INT)), (key, rows, out) -> {
                            int last = Integer.MIN_VALUE / 2;
                            for (Row row : rows) {
                                // A session begins after ten ticks of silence.
                                if (row.integer("time") - last > 10) {
                                    out.emit(key.string("user"), row.integer("time"));
                                }
                                last = row.integer("time");
                            }
                        })))
                .containsExactly("ann|1", "ann|30", "bob|1", "bob|20", "cid|9");
        assertThat(local.rows(job -> events(job)
                        .groupBy("user")
                        .sortedBy(col("time").mod(5), col("time").negate())
                        .reduceGroups(schema(field("times", Type.STRING)), (key, rows, out) -> {
                            StringBuilder times = new StringBuilder(key.string("user"));
                            rows.forEach(row -> times.append(' ').append(row.integer("time")));
                            out.emit(times.toString());
                        })))
                .containsExactly("ann 30 5 1 32", "bob 20 1 2", "cid 9");
    }

    @Test
    void aFunctionSeesTheRowsDescendingAndNullsWhereItWantsThem() throws IOException {
        assertThat(orders(groups -> groups.sortedBy(desc("late"), asc("time"))))
                .containsExactly("ann 30 32 5 1", "bob 20 1 2", "cid 9");
        assertThat(orders(groups -> groups.sortedBy(descNullsFirst("late"), desc("time"))))
                .containsExactly("ann 1 32 30 5", "bob 2 1 20", "cid 9");
        assertThat(orders(groups -> groups.sortedBy(ascNullsLast("late"), asc("time"))))
                .containsExactly("ann 5 30 32 1", "bob 20 1 2", "cid 9");
        assertThat(orders(groups -> groups.sortedBy("late", "time")))
                .containsExactly("ann 1 5 30 32", "bob 1 2 20", "cid 9");
    }

    /** The times of each user in an order that may be by {@code late}: their tens, null before the fifth. */
    private List<String> orders(Function<Dataset.Grouped, Dataset.SortedGroups> sorted) throws IOException {
        return local.rows(job -> sorted.apply(events(job)
                        .where(col("user").isNotNull())
                        .withColumn("late", when(col("time").greaterThanOrEqual(5), div(col("time"), 10)))
                        .groupBy("user"))
                .reduceGroups(schema(field("times", Type.STRING)), (key, rows, out) -> {
                    StringBuilder times = new StringBuilder(key.string("user"));
                    rows.forEach(row -> times.append(' ').append(row.integer("time")));
                    out.emit(times.toString());
                }));
    }

    @Test
    void groupsByComputedKeysAndWithoutAny() throws IOException {
        assertThat(local.rows(job -> events(job)
                        .groupBy(col("time").mod(2).as("parity"))
                        .reduceGroups(schema(field("parity", Type.INT), field("rows", Type.INT)), (key, rows, out) -> {
                            int count = 0;
                            for (Row row : rows) {
                                count += row.isNull("user") ? 0 : 1;
                            }
                            out.emit(key.integer("parity"), count);
                        })))
                .containsExactly("0|4", "1|4");
        assertThat(local.rows(job -> events(job)
                        .groupBy(new Column[0])
                        .reduceGroups(schema(field("rows", Type.INT)), (key, rows, out) -> {
                            int count = 0;
                            for (Row row : rows) {
                                count += row.integer("time") > 0 ? 1 : 0;
                            }
                            out.emit(count);
                        })))
                .containsExactly("8");
    }

    @Test
    void aGroupMayBeLargerThanABatchAndComeFromManyTasks() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < 200_000; row++) {
            lines.append(row % 10 == 0 ? "few" + row % 7 : "many")
                    .append(' ')
                    .append(row)
                    .append('\n');
        }
        for (int file = 0; file < 3; file++) {
            Files.writeString(directory.resolve("events/large" + file), lines);
        }
        assertThat(local.rows(job -> events(job)
                        .groupBy("user")
                        .reduceGroups(
                                schema(field("who", Type.STRING), field("sum", Type.BIGINT)), (key, rows, out) -> {
                                    long sum = 0;
                                    for (Row row : rows) {
                                        sum += row.integer("time");
                                    }
                                    out.emit(key.string("user"), sum);
                                })
                        .where(col("who").equalTo("many"))))
                .containsExactly("many|" + 3L * manySum());
    }

    private static long manySum() {
        long sum = 0;
        for (int row = 0; row < 200_000; row++) {
            sum += row % 10 == 0 ? 0 : row;
        }
        return sum;
    }
}
