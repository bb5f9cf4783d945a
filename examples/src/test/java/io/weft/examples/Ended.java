package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A process that has ended, and what it has written to standard output and to standard error. */
record Ended(int exitCode, String out, String err) {
    /** Asserts that it succeeded, and shows what it said where not. */
    Ended succeeded() {
        assertThat(exitCode).as("%s%n%s", out, err).isZero();
        return this;
    }

    /** Asserts that it failed with this code, printed no rows, and said so in one line with these words in it. */
    Ended failed(int code, String... words) {
        assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(code);
        assertThat(out).isEmpty();
        assertThat(err).doesNotContain("\tat ").doesNotContain("Caused by");
        assertThat(complaints()).as(err).hasSize(1);
        assertThat(complaints().get(0)).contains(words);
        return this;
    }

    List<String> rows() {
        return out.lines().toList();
    }

    private List<String> complaints() {
        return err.lines()
                .filter(line -> line.matches("weft: (\\[.*] )?Cannot .*"))
                .toList();
    }
}
