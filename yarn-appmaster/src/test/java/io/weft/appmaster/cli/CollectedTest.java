package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectedTest {
    @TempDir
    Path directory;

    /** Collects lines and does not like them. */
    public static final class DislikesRows implements Job {
        @Override
        public void define(JobContext job) {
            job.read(Text.at(job.arg("input"))).collect(row -> {
                throw new UnsupportedOperationException("no " + row.string("line"));
            });
        }
    }

    @Test
    void aConsumerThatThrowsIsAFaultOfTheJob() throws IOException {
        Path input = Files.writeString(directory.resolve("input.txt"), "sprouts\n");
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();

        int code = new Client(Map.of(), printer(rows), printer(messages))
                .run(List.of("run", "--local", DislikesRows.class.getName(), "input=" + input));

        assertThat(code).isEqualTo(1);
        assertThat(messages.toString(StandardCharsets.UTF_8))
                .contains("weft: Cannot hand over the rows of collect: its consumer threw"
                        + " java.lang.UnsupportedOperationException: no sprouts (correct the consumer)");
    }

    private static PrintStream printer(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
