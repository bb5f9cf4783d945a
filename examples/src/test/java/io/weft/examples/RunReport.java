package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The figures of a run's report, over all its stages. */
record RunReport(
        long rowsRead,
        long inputBytes,
        long localInputBytes,
        long explainedBytes,
        long rowGroupsRead,
        long rowGroupsSkipped,
        long runnerMegabytes,
        long containerMegabytes) {
    private static final Pattern INPUT =
            Pattern.compile("read ([\\d,]+) rows, ([\\d,]+) bytes, ([\\d,]+) of them on the reader's host");
    /** Bytes that were not read on the reader's host, with the reason. */
    private static final Pattern EXPLAINED = Pattern.compile("(?m)^ +([\\d,]+) bytes (?:had|were) ");

    private static final Pattern ROW_GROUPS = Pattern.compile("row groups: ([\\d,]+) read, ([\\d,]+) skipped");

    private static final Pattern MEMORY = Pattern.compile(
            "memory of a runner: at most ([\\d,]+) MB of its container's ([\\d,]+) MB; reserved at most");

    static RunReport of(Ended run) {
        assertThat(run.err()).containsPattern(INPUT);
        return new RunReport(
                sum(INPUT, 1, run),
                sum(INPUT, 2, run),
                sum(INPUT, 3, run),
                sum(EXPLAINED, 1, run),
                sum(ROW_GROUPS, 1, run),
                sum(ROW_GROUPS, 2, run),
                most(MEMORY, 1, run),
                most(MEMORY, 2, run));
    }

    private static long most(Pattern line, int group, Ended run) {
        return line.matcher(run.err())
                .results()
                .mapToLong(match -> number(match, group))
                .max()
                .orElse(0);
    }

    private static long sum(Pattern line, int group, Ended run) {
        return line.matcher(run.err())
                .results()
                .mapToLong(match -> number(match, group))
                .sum();
    }

    private static long number(MatchResult match, int group) {
        return Long.parseLong(match.group(group).replace(",", ""));
    }
}
