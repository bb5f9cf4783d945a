package io.weft.appmaster.report;

import com.google.errorprone.annotations.FormatMethod;
import io.weft.appmaster.schedule.JobFacts;
import io.weft.appmaster.schedule.JobFacts.AttemptFacts;
import io.weft.appmaster.schedule.JobFacts.StageFacts;
import io.weft.appmaster.schedule.JobFacts.TaskFacts;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.JobDescription;
import io.weft.protocol.JobState;
import io.weft.protocol.Peak;
import io.weft.stage.StageOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the report of a run: for each stage what was read and from where, what was shuffled, and where its tasks ran. */
public final class RunReport {
    private static final int MOST_FAILURES = 5;
    private static final double SECOND = 1e6;

    private final StringBuilder text = new StringBuilder();

    private RunReport() {}

    /**
     * The report's lines.
     *
     * @param millis the job took
     */
    public static String of(JobDescription job, JobFacts facts, long millis) {
        RunReport report = new RunReport();
        report.line(
                "%s %s in %.1f s, %d container(s)",
                job.name(), facts.state().name().toLowerCase(Locale.ROOT), millis / 1000.0, facts.containers());
        facts.stages().forEach(stage -> report.stage(stage, facts.state()));
        report.named(job, facts);
        report.failures(facts);
        return report.text.toString();
    }

    private void stage(StageFacts stage, JobState state) {
        List<AttemptFacts> attempts =
                stage.tasks().stream().flatMap(task -> task.attempts().stream()).toList();
        Counters sum = new Counters();
        stage.tasks().forEach(task -> task.counted().ifPresent(attempt -> sum.add(attempt.counters())));
        if (attempts.isEmpty() && state == JobState.SUCCEEDED) {
            line("stage %d: was not needed", stage.stage().number());
            return;
        }
        line(
                "stage %d: %d task(s), %d attempt(s), %.1f s of task time",
                stage.stage().number(), stage.tasks().size(), attempts.size(), sum.get(Counter.TASK_MILLIS) / 1000.0);
        time(sum);
        memory(sum);
        input(stage, sum);
        if (sum.get(Counter.SHUFFLE_BYTES_READ) > 0) {
            line(
                    "  shuffle: read %,d bytes, %,d of them from the reader's own disks",
                    sum.get(Counter.SHUFFLE_BYTES_READ), sum.get(Counter.SHUFFLE_BYTES_LOCAL));
        }
        if (sum.get(Counter.SHUFFLE_BYTES_WRITTEN) > 0) {
            line("  shuffle: wrote %,d bytes", sum.get(Counter.SHUFFLE_BYTES_WRITTEN));
        }
        if (sum.get(Counter.SPILLED_BYTES) > 0) {
            line("  spilled %,d bytes", sum.get(Counter.SPILLED_BYTES));
        }
        if (sum.get(Counter.ROWS_WRITTEN) > 0) {
            line("  output: %,d rows, %,d bytes", sum.get(Counter.ROWS_WRITTEN), sum.get(Counter.OUTPUT_BYTES));
        }
        hosts(stage);
    }

    private void time(Counters sum) {
        long task = sum.get(Counter.TASK_MILLIS) * 1000;
        long scan = sum.get(Counter.SCAN_MICROS);
        long shuffle = sum.get(Counter.SHUFFLE_MICROS);
        long output = sum.get(Counter.OUTPUT_MICROS);
        if (task > 0) {
            line(
                    "  time: scan %.1f s, compute %.1f s, shuffle %.1f s, output %.1f s; %.1f s of it waiting",
                    scan / SECOND,
                    Math.max(0, task - scan - shuffle - output) / SECOND,
                    shuffle / SECOND,
                    output / SECOND,
                    sum.get(Counter.WAIT_MICROS) / SECOND);
        }
    }

    private void memory(Counters sum) {
        if (sum.get(Peak.CONTAINER) > 0) {
            line(
                    "  memory of a runner: at most %,d MB of its container's %,d MB; reserved at most %,d MB of %,d MB",
                    sum.get(Peak.RESIDENT) >> 20,
                    sum.get(Peak.CONTAINER) >> 20,
                    sum.get(Peak.RESERVED) >> 20,
                    sum.get(Peak.BUDGET) >> 20);
        } else if (sum.get(Peak.BUDGET) > 0) {
            line(
                    "  memory: reserved at most %,d MB of %,d MB",
                    sum.get(Peak.RESERVED) >> 20, sum.get(Peak.BUDGET) >> 20);
        }
    }

    private void input(StageFacts stage, Counters sum) {
        long read = sum.get(Counter.INPUT_BYTES);
        long local = sum.get(Counter.INPUT_BYTES_LOCAL);
        if (sum.get(Counter.ROWS_READ) > 0 || read > 0) {
            line(
                    "  read %,d rows, %,d bytes, %,d of them on the reader's host (%s)",
                    sum.get(Counter.ROWS_READ), read, local, percent(local, read));
            stage.remoteBytes().forEach((reason, bytes) -> line("    %,d bytes %s", bytes, reason.words()));
        }
        if (sum.get(Counter.ROWS_SET_ASIDE) > 0) {
            line("  set aside %,d bad row(s)", sum.get(Counter.ROWS_SET_ASIDE));
        }
        if (sum.get(Counter.ROW_GROUPS_READ) + sum.get(Counter.ROW_GROUPS_SKIPPED) > 0) {
            line(
                    "  row groups: %,d read, %,d skipped with %,d bytes",
                    sum.get(Counter.ROW_GROUPS_READ),
                    sum.get(Counter.ROW_GROUPS_SKIPPED),
                    sum.get(Counter.INPUT_BYTES_SKIPPED));
        }
        skipReasons(sum);
        if (sum.get(Counter.PAGES_READ) + sum.get(Counter.PAGES_SKIPPED) > 0) {
            line(
                    "  pages: %,d read, %,d skipped; %,d bytes of the row groups were not read",
                    sum.get(Counter.PAGES_READ), sum.get(Counter.PAGES_SKIPPED), sum.get(Counter.PAGE_BYTES_SKIPPED));
        }
    }

    private void skipReasons(Counters sum) {
        long bloom = sum.get(Counter.ROW_GROUPS_SKIPPED_BY_BLOOM_FILTER);
        long dictionary = sum.get(Counter.ROW_GROUPS_SKIPPED_BY_DICTIONARY);
        long pageIndex = sum.get(Counter.ROW_GROUPS_SKIPPED_BY_PAGE_INDEX);
        if (bloom + dictionary + pageIndex > 0) {
            line(
                    "  skipped by statistics %,d, by bloom filters %,d, by dictionaries %,d, by page indexes %,d",
                    sum.get(Counter.ROW_GROUPS_SKIPPED) - bloom - dictionary - pageIndex, bloom, dictionary, pageIndex);
        }
    }

    /** Where the tasks ran, and how many of them on a host of their data. */
    private void hosts(StageFacts stage) {
        SortedMap<String, Integer> tasks = new TreeMap<>();
        SortedMap<String, Integer> beside = new TreeMap<>();
        boolean located =
                stage.tasks().stream().anyMatch(task -> !task.inputHosts().isEmpty());
        for (TaskFacts task : stage.tasks()) {
            task.counted().map(attempt -> attempt.start().host()).ifPresent(host -> {
                tasks.merge(host, 1, Integer::sum);
                beside.merge(host, task.inputHosts().contains(host) ? 1 : 0, Integer::sum);
            });
        }
        List<String> parts = new ArrayList<>();
        for (String host : tasks.keySet()) {
            String besideData = located ? " (%d beside their data)".formatted(beside.get(host)) : "";
            parts.add(host + " " + tasks.get(host) + besideData);
        }
        if (!parts.isEmpty()) {
            line("  tasks on %s", String.join(", ", parts));
        }
    }

    /** The counters that the job's functions have named. For samples they were called once more, for rows that are counted elsewhere. */
    private void named(JobDescription job, JobFacts facts) {
        Counters sum = new Counters();
        for (StageFacts stage : facts.stages()) {
            if (job.stages().stage(stage.stage()).output() instanceof StageOutput.Sampled) {
                continue;
            }
            stage.tasks().forEach(task -> task.counted().ifPresent(attempt -> sum.add(attempt.counters())));
        }
        if (!sum.named().isEmpty()) {
            line("counters of the job's functions:");
            sum.named().forEach((name, value) -> line("  %s: %,d", name, value));
        }
    }

    private void failures(JobFacts facts) {
        List<AttemptFacts> failed = facts.stages().stream()
                .flatMap(stage -> stage.tasks().stream())
                .flatMap(task -> task.attempts().stream())
                .filter(attempt -> attempt.failure().isPresent())
                .toList();
        for (AttemptFacts attempt : failed.subList(0, Math.min(MOST_FAILURES, failed.size()))) {
            line(
                    "failed: %s on %s: %s",
                    attempt.start().attempt(),
                    attempt.start().host(),
                    attempt.failure().map(Object::toString).orElse(""));
        }
        if (failed.size() > MOST_FAILURES) {
            line("and %d more failed attempt(s)", failed.size() - MOST_FAILURES);
        }
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    @FormatMethod
    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
