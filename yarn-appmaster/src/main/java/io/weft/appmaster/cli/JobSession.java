package io.weft.appmaster.cli;

import io.weft.error.Failure;
import io.weft.error.WeftException;
import io.weft.protocol.Reply;
import io.weft.runner.link.MasterLink;
import io.weft.stage.Stage;
import io.weft.stage.StageOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client does from a job's start to its end: it shows progress, takes the rows and tells the outcome. */
final class JobSession {
    private final RunningJob job;
    private final JobPlan plan;
    private final PrintStream messages;

    JobSession(RunningJob job, JobPlan plan, PrintStream messages) {
        this.job = job;
        this.plan = plan;
        this.messages = messages;
    }

    /** Follows the job to its end and gives the exit code. An interruption of this process meanwhile ends the job. */
    int follow() throws IOException {
        Progress progress = new Progress(messages, () -> System.nanoTime() / 1_000_000);
        try (Interruption interruption = new Interruption(job, messages)) {
            int code = follow(progress, interruption);
            interruption.over(code);
            return code;
        }
    }

    private int follow(Progress progress, Interruption interruption) throws IOException {
        try (MasterLink link = job.awaitLink(progress::waiting)) {
            JobWatcher watcher = new JobWatcher(
                    new MasterCalls(link), plan.description().stages().job());
            interruption.connected(watcher);
            Reply.Status last = watcher.await(progress::running);
            if (last.failure().isEmpty()) {
                takeRowsOrLeave(watcher);
            }
            farewell(watcher);
            return end(last.failure(), last.report());
        } catch (IOException e) {
            return lost(e);
        }
    }

    /** The AppMaster shall not wait for a client whose consumer wants no more. */
    private void takeRowsOrLeave(JobWatcher watcher) throws IOException {
        try {
            takeRows(watcher);
        } catch (WeftException e) {
            farewell(watcher);
            throw e;
        }
    }

    private void takeRows(JobWatcher watcher) throws IOException {
        Set<Integer> taken = new HashSet<>();
        for (Stage stage : plan.description().stages().stages()) {
            // The stages of a union collect for one consumer.
            if (stage.output() instanceof StageOutput.Collected collected && taken.add(collected.consumer())) {
                int number = collected.consumer();
                watcher.fetch(number, stage.schema(), plan.consumers().get(number));
            }
        }
    }

    private static void farewell(JobWatcher watcher) {
        try {
            watcher.farewell();
        } catch (IOException e) {
            // The job is over and all is here; the AppMaster leaves without a farewell, only later.
            return;
        }
    }

    /** The AppMaster has fallen silent, so YARN is asked; rows that have not come will not come. */
    private int lost(IOException cause) throws IOException {
        Optional<Failure> failure = job.outcome(cause);
        if (failure.isEmpty() && !plan.consumers().isEmpty()) {
            throw cause;
        }
        return end(failure, "");
    }

    private int end(Optional<Failure> ended, String report) {
        if (!report.isEmpty()) {
            messages.print(report.endsWith("\n") ? report : report + "\n");
        }
        @Nullable Failure failure = ended.orElse(null);
        if (failure == null) {
            return 0;
        }
        messages.println("weft: " + failure.message());
        job.logCommand().ifPresent(command -> messages.println("weft: the whole log: " + command));
        return failure.code().exitCode();
    }
}
