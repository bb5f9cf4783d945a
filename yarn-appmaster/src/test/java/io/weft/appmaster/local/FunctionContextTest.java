package io.weft.appmaster.local;

import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.FunctionContext;
import io.weft.api.Text;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions ask for while they run. */
final class FunctionContextTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeInputs() throws IOException {
        Files.createDirectories(directory.resolve("input"));
        for (int file = 0; file < 4; file++) {
            Files.writeString(directory.resolve("input/f" + file), "1\n2\nx\n".repeat(10 + file));
        }
        Files.writeString(directory.resolve("names"), "one\ntwo\n");
    }

    @Test
    void theReportHasTheCountersOfAllFunctions() throws IOException {
        String report = new LocalRun(directory)
                .succeed(job -> job.read(Text.at(directory + "/input"))
                        .filter(row -> {
                            boolean isNumber = !row.string("line").equals("x");
                            FunctionContext.current().counter("lines").increment();
                            if (!isNumber) {
                                FunctionContext.current().counter("bad lines").increment();
                            }
                            return isNumber;
                        })
                        .map(schema(field("n", Type.INT)), row -> {
                            FunctionContext.current().counter("sum of numbers").add(Long.parseLong(row.string("line")));
                            return List.of(Integer.valueOf(row.string("line")));
                        })
                        .groupBy("n")
                        .aggregate(count())
                        .show());
        assertThat(report)
                .contains("counters of the job's functions:\n  bad lines: 46\n  lines: 138\n  sum of numbers: 138\n");
    }

    @Test
    void functionsReadTheFilesThatWereSentAlong() throws IOException {
        assertThat(new LocalRun(directory)
                        .with("names.txt", directory.resolve("names"))
                        .rows(job -> job.read(Text.at(directory + "/input"))
                                .filter(row -> !row.string("line").equals("x"))
                                .map(schema(field("name", Type.STRING)), row -> {
                                    List<String> names = Files.readAllLines(
                                            FunctionContext.current().file("names.txt"));
                                    return List.of(names.get(Integer.parseInt(row.string("line")) - 1));
                                })
                                .groupBy("name")
                                .aggregate(count())))
                .containsExactly("one|46", "two|46");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(FunctionContext::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A function's context exists only while the function is called for a row");
        assertThatThrownBy(() -> new LocalRun(directory)
                        .with("names.txt", directory.resolve("names"))
                        .rows(job -> job.read(Text.at(directory + "/input"))
                                .filter(row ->
                                        Files.exists(FunctionContext.current().file("name.txt")))))
                .hasMessageContaining("No file 'name.txt' was given with -files; given are [names.txt]"
                        + " (did you mean 'names.txt'?)");
        assertThatThrownBy(() -> new LocalRun(directory)
                        .rows(job -> job.read(Text.at(directory + "/input")).filter(row -> {
                            for (int number = 0; number <= 120; number++) {
                                FunctionContext.current()
                                        .counter("row " + number)
                                        .increment();
                            }
                            return true;
                        })))
                .hasMessageContaining("Cannot count 'row 120': the functions have 120 counters already"
                        + " (count kinds of rows, not rows)");
    }
}
