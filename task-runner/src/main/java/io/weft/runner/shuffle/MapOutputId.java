package io.weft.runner.shuffle;

import io.weft.stage.AttemptId;
import io.weft.stage.JobId;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names what one attempt wrote for an exchange. The name is unique among all applications of a node, because the node's
 * shuffle service remembers indexes by this name alone; it is never given to other bytes.
 *
 * <p>It is the name of a directory and part of a URL, and has only letters, digits and underscores.
 */
public record MapOutputId(ShuffleApplication application, AttemptId attempt) {
    private static final Pattern FORM =
            Pattern.compile("weft_([0-9]{1,18}_[0-9]{4,9})_j([0-9]{1,9})_s([0-9]{1,9})_t([0-9]{1,9})_a([0-9]{1,9})");

    public MapOutputId {
        Objects.requireNonNull(application);
        if (attempt.job().number() < 0
                || attempt.stage().number() < 0
                || attempt.task().number() < 0
                || attempt.number() < 0) {
            throw new IllegalArgumentException("Invalid attempt of a map output: " + attempt);
        }
    }

    /** Reads the form of {@link #toString}, and nothing else: there is one spelling of each name. */
    public static MapOutputId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            MapOutputId id = new MapOutputId(
                    ShuffleApplication.parse("application_" + matcher.group(1)),
                    new JobId(Integer.parseInt(matcher.group(2)))
                            .stage(Integer.parseInt(matcher.group(3)))
                            .task(Integer.parseInt(matcher.group(4)))
                            .attempt(Integer.parseInt(matcher.group(5))));
            if (id.toString().equals(text)) {
                return id;
            }
        }
        throw new IllegalArgumentException("Not the name of a map output: '%s'".formatted(text));
    }

    /** What the names of all outputs of a job begin with. */
    static String prefixOf(ShuffleApplication application, JobId job) {
        return "weft_" + application.suffix() + "_j" + job.number() + "_";
    }

    @Override
    public String toString() {
        return prefixOf(application, attempt.job())
                + "s" + attempt.stage().number()
                + "_t" + attempt.task().number()
                + "_a" + attempt.number();
    }
}
