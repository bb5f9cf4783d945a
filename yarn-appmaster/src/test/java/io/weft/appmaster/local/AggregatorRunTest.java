package io.weft.appmaster.local;

import static io.weft.api.Aggregates.aggregate;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Aggregator;
import io.weft.api.Row;
import io.weft.api.Text;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An author's own aggregate from the API to the rows. */
final class AggregatorRunTest {
    @TempDir
    private Path directory;

    /** The longest line, and of those as long the greatest. */
    private static final class Longest implements Aggregator<StringBuilder> {
        private static final long serialVersionUID = 1;

        private final int least;

        Longest(int least) {
            this.least = least;
        }

        @Override
        public Schema stateSchema() {
            return Schema.of(new Field("text", Type.STRING));
        }

        @Override
        public Type resultType() {
            return Type.STRING;
        }

        @Override
        public StringBuilder zero() {
            return new StringBuilder();
        }

        @Override
        public StringBuilder add(StringBuilder state, Row arguments) {
            return better(state, arguments.string("line"));
        }

        @Override
        public StringBuilder merge(StringBuilder state, StringBuilder other) {
            return better(state, other.toString());
        }

        private static StringBuilder better(StringBuilder state, String text) {
            boolean longer = text.length() > state.length();
            boolean greater = text.length() == state.length() && text.compareTo(state.toString()) > 0;
            return longer || greater ? new StringBuilder(text) : state;
        }

        @Override
        public @Nullable Object finish(StringBuilder state) {
            return state.length() < least ? null : state.toString();
        }

        @Override
        public List<@Nullable Object> save(StringBuilder state) {
            return List.of(state.toString());
        }

        @Override
        public StringBuilder restore(Row saved) {
            return new StringBuilder(saved.string("text"));
        }
    }

    @Test
    void runsInPartAndMergesWhatWasSaved() throws IOException {
        Path input = Files.createDirectories(directory.resolve("input"));
        for (int file = 0; file < 5; file++) {
            Files.writeString(input.resolve("f" + file), "ab\nc\nabc" + file + "\n\nx\n");
        }
        List<String> rows = new LocalRun(directory)
                .rows(job -> job.read(Text.at(input.toString()))
                        .groupBy(col("line").equalTo("ab").as("ab"))
                        .aggregate(
                                aggregate(new Longest(1), "line").as("longest"),
                                aggregate(new Longest(3), "line")
                                        .filter(col("line").lessThan("b"))
                                        .as("first"),
                                count().as("n")));
        assertThat(rows).containsExactly("false|abc4|abc4|20", "true|ab|null|5");
    }
}
