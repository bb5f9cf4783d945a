package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists and maps become rows. */
final class ExplodeRunTest {
    @TempDir
    private Path directory;

    private LocalRun local;

    @BeforeEach
    void writeInputs() throws IOException {
        local = new LocalRun(directory);
        Files.writeString(directory.resolve("pages"), "1 a,b,c\n2 \n3 -\n4 d,-\n");
    }

    /** An id, the words of the line, and for each word its length; a dash is a null. */
    private Dataset pages(JobContext job) {
        return job.read(Text.at(directory.resolve("pages").toString()))
                .map(
                        schema(
                                field("id", Type.INT),
                                field("words", Type.list(Type.STRING)),
                                field("lengths", Type.map(Type.STRING, Type.INT))),
                        line -> {
                            String[] parts = line.string("line").split(" ", -1);
                            return Arrays.asList(Integer.valueOf(parts[0]), words(parts[1]), lengths(parts[1]));
                        });
    }

    private static @Nullable List<@Nullable String> words(String text) {
        if (text.equals("-")) {
            return null;
        }
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(word -> word.equals("-") ? null : word)
                        .toList();
    }

    private static @Nullable Map<String, Integer> lengths(String text) {
        if (text.equals("-")) {
            return null;
        }
        Map<String, Integer> lengths = new LinkedHashMap<>();
        for (String word : text.split(",", -1)) {
            if (!word.isEmpty()) {
                lengths.put(word, word.equals("-") ? null : word.length());
            }
        }
        return lengths;
    }

    @Test
    void givesARowForEachElementOfAList() throws IOException {
        assertThat(local.rows(job -> pages(job).explode(col("words"), "word").select("id", "word")))
                .containsExactly("1|a", "1|b", "1|c", "4|d", "4|null");
        assertThat(local.rows(
                        job -> pages(job).explodeOuter(col("words"), "word").select("id", "word")))
                .containsExactly("1|a", "1|b", "1|c", "2|null", "3|null", "4|d", "4|null");
    }

    @Test
    void givesThePositionToo() throws IOException {
        assertThat(local.rows(job ->
                        pages(job).posexplode(col("words"), "place", "word").drop("words", "lengths")))
                .containsExactly("1|0|a", "1|1|b", "1|2|c", "4|0|d", "4|1|null");
        assertThat(local.rows(job -> pages(job)
                        .posexplodeOuter(col("words"), "place", "word")
                        .select("id", "place")))
                .containsExactly("1|0", "1|1", "1|2", "2|null", "3|null", "4|0", "4|1");
    }

    @Test
    void givesARowForEachEntryOfAMap() throws IOException {
        assertThat(local.rows(job ->
                        pages(job).explode(col("lengths"), "word", "length").select("id", "word", "length")))
                .containsExactly("1|a|1", "1|b|1", "1|c|1", "4|-|null", "4|d|1");
        assertThat(local.rows(job -> pages(job)
                        .posexplodeOuter(col("lengths"), "place", "word", "length")
                        .where(col("id").lessThan(4))
                        .select("id", "place", "word", "length")))
                .containsExactly("1|0|a|1", "1|1|b|1", "1|2|c|1", "2|null|null|null", "3|null|null|null");
    }

    @Test
    void groupsElementsOfListsThatAreLongerThanABatch() throws IOException {
        Files.writeString(directory.resolve("pages"), "7 " + "a,b,".repeat(10_000) + "c\n8 a\n");
        assertThat(local.rows(job ->
                        pages(job).explode(col("words"), "word").groupBy("word").aggregate(count().as("n"))))
                .containsExactly("a|10001", "b|10000", "c|1");
    }
}
