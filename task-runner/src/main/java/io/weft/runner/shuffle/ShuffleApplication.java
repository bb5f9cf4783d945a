package io.weft.runner.shuffle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The YARN application whose outputs are shuffled, in the two spellings that the protocol needs.
 *
 * @param clusterTimestamp when the ResourceManager started, milliseconds of the epoch
 * @param number the application's number since then
 */
public record ShuffleApplication(long clusterTimestamp, int number) {
    private static final Pattern FORM = Pattern.compile("(application|job)_([0-9]{1,18})_([0-9]{4,9})");

    public ShuffleApplication {
        if (clusterTimestamp < 0 || number < 0) {
            throw new IllegalArgumentException(
                    "Invalid application: timestamp %d, number %d".formatted(clusterTimestamp, number));
        }
    }

    /** Reads YARN's form, {@code application_1731234567890_0001}. */
    public static ShuffleApplication parse(String text) {
        return parse(text, "application");
    }

    /** Reads the form of the {@code job} parameter, {@code job_1731234567890_0001}. */
    static ShuffleApplication parseJobParameter(String text) {
        return parse(text, "job");
    }

    private static ShuffleApplication parse(String text, String prefix) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches() && matcher.group(1).equals(prefix)) {
            ShuffleApplication application =
                    new ShuffleApplication(Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3)));
            if (text.equals(prefix + "_" + application.suffix())) {
                return application;
            }
        }
        throw new IllegalArgumentException("Not of the form %s_<timestamp>_<number>: '%s'".formatted(prefix, text));
    }

    /** The job that Hadoop's handler derives from the application when it registers the secret. */
    String jobParameter() {
        return "job_" + suffix();
    }

    /** Timestamp and number, which no other application of any cluster's ResourceManager shares. */
    String suffix() {
        String digits = Integer.toString(number);
        return clusterTimestamp + "_" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    @Override
    public String toString() {
        return "application_" + suffix();
    }
}
