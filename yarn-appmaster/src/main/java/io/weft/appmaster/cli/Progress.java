package io.weft.appmaster.cli;

import io.weft.protocol.JobState;
import io.weft.protocol.Reply;
import io.weft.protocol.StageProgress;
import java.io.PrintStream;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/** Tells how a job stands: plain lines, one a second at most, for people and for logs. */
final class Progress {
    private static final long INTERVAL_MILLIS = 1000;

    private final PrintStream out;
    private final LongSupplier clock;
    private final long startMillis;
    private long lastMillis;

    /**
     * Begins to count the time.
     *
     * @param clock milliseconds
     */
    Progress(PrintStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        this.startMillis = clock.getAsLong();
        this.lastMillis = startMillis;
    }

    /** Says what is waited for. */
    void waiting(String what) {
        line(what);
    }

    /** Says how far the stages are. */
    void running(Reply.Status status) {
        if (status.state() == JobState.COMMITTING) {
            line("putting the output in place");
            return;
        }
        StringJoiner text = new StringJoiner(", ");
        for (StageProgress stage : status.stages()) {
            text.add("stage %d: %s".formatted(stage.stage(), tasks(stage)));
        }
        String stages = status.stages().isEmpty() ? "looking for the splits" : text.toString();
        line("%s; %d runner(s)".formatted(stages, status.runners()));
    }

    private static String tasks(StageProgress stage) {
        if (stage.tasks() == 0) {
            return "-";
        }
        String text = "%d/%d".formatted(stage.succeeded(), stage.tasks());
        if (stage.running() > 0) {
            text += " (%d running)".formatted(stage.running());
        }
        return stage.failedAttempts() == 0 ? text : text + " (%d failed)".formatted(stage.failedAttempts());
    }

    private void line(String text) {
        long now = clock.getAsLong();
        if (now - lastMillis >= INTERVAL_MILLIS) {
            lastMillis = now;
            out.println("weft: %d s: %s".formatted((now - startMillis) / 1000, text));
        }
    }
}
