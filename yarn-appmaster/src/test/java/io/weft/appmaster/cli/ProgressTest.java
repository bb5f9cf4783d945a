package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.protocol.Counters;
import io.weft.protocol.JobState;
import io.weft.protocol.Reply;
import io.weft.protocol.StageProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long nowMillis = 5_000;
    private final Progress progress =
            new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> nowMillis);

    private static Reply.Status status(JobState state, StageProgress... stages) {
        return new Reply.Status(state, List.of(stages), 2, Optional.empty(), "");
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysOneLineASecondAtMost() {
        for (int poll = 0; poll < 30; poll++) {
            nowMillis += 100;
            progress.waiting("waiting for the AppMaster's container");
        }
        assertThat(said()).isEqualTo("""
                        weft: 1 s: waiting for the AppMaster's container
                        weft: 2 s: waiting for the AppMaster's container
                        weft: 3 s: waiting for the AppMaster's container
                        """);
    }

    @Test
    void saysHowFarEachStageIs() {
        nowMillis += 7_900;
        progress.running(status(
                JobState.RUNNING,
                new StageProgress(0, 10, 3, 6, 1, new Counters()),
                new StageProgress(1, 0, 0, 0, 0, new Counters())));
        assertThat(said()).isEqualTo("weft: 7 s: stage 0: 6/10 (3 running) (1 failed), stage 1: -; 2 runner(s)\n");
    }

    @Test
    void saysWhatComesBeforeAndAfterTheStages() {
        nowMillis += 1_000;
        progress.running(status(JobState.RUNNING));
        nowMillis += 1_000;
        progress.running(status(JobState.COMMITTING));
        assertThat(said())
                .isEqualTo("weft: 1 s: looking for the splits; 2 runner(s)\nweft: 2 s: putting the output in place\n");
    }
}
