package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.FunctionContext;
import io.weft.api.JobContext;
import io.weft.api.Row;
import io.weft.api.Text;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author's code does to the thread that it is called on, and what is said of its mistakes. */
final class AuthorCodeRunTest {
    private static final Schema WORD = schema(field("word", Type.STRING));

    @TempDir
    private Path directory;

    @BeforeEach
    void writeInput() throws IOException {
        Files.writeString(directory.resolve("words"), "a\nb\na\n".repeat(5000));
    }

    private Dataset words(JobContext job) {
        return job.read(Text.at(directory + "/words"));
    }

    @Test
    void anInterruptFlagThatFunctionsLeaveSetDisturbsNothing() throws IOException {
        assertThat(new LocalRun(directory)
                        .rows(job -> words(job)
                                .filter(row -> interrupted(true))
                                .flatMap(WORD, (row, words) -> {
                                    for (int copy = 0; copy < 3; copy++) {
                                        words.emit(row.string("line"));
                                        Thread.currentThread().interrupt();
                                    }
                                })
                                .withColumn(
                                        "upper",
                                        job.function(
                                                        "upper",
                                                        Type.STRING,
                                                        row -> interrupted(
                                                                row.string("1").toUpperCase(Locale.ROOT)))
                                                .call(col("word")))
                                .groupBy("upper")
                                .reduceGroups(WORD, (key, rows, words) -> {
                                    int size = 0;
                                    for (Row row : rows) {
                                        size += interrupted(row.string("word").length());
                                    }
                                    words.emit(key.string("upper") + size);
                                })
                                .groupBy("word")
                                .aggregate(count())))
                .containsExactly("A30000|1", "B15000|1");
    }

    private static <T> T interrupted(T value) {
        Thread.currentThread().interrupt();
        return value;
    }

    @Test
    void mistakesAreShownAtTheAuthorsLine() throws IOException {
        shownHere(words ->
                words.flatMap(WORD, (row, all) -> all.emit("one", "too many")).show());
        shownHere(words -> words.flatMap(WORD, (row, all) -> all.emit(1)).show());
        shownHere(words -> words.map(WORD, row -> List.of(row.string("lin"))).show());
        shownHere(words -> words.map(WORD, row -> List.of(row.integer("line"))).show());
        shownHere(words -> words.filter(
                        row -> Files.exists(FunctionContext.current().file("x")))
                .show());
        shownHere(words -> words.groupBy("line")
                .reduceGroups(WORD, (key, rows, all) -> {
                    rows.forEach(row -> {});
                    rows.forEach(row -> {});
                })
                .show());
    }

    private void shownHere(Consumer<Dataset> job) throws IOException {
        assertThat(new LocalRun(directory).failure(context -> job.accept(words(context))))
                .contains("the job's function threw")
                .containsPattern(" at [^ ]*AuthorCodeRunTest\\.lambda\\$[^ ]*\\(AuthorCodeRunTest\\.java:");
    }
}
