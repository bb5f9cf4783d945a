package io.weft.runner.task;

import io.weft.api.FunctionContext;
import io.weft.api.JobCounter;
import io.weft.error.NearestName;
import io.weft.protocol.Counters;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** What the functions that an attempt calls can ask for. */
final class AttemptContext implements FunctionContext {
    /** As many as MapReduce has by default: every report of a runner carries them. */
    private static final int MOST_COUNTERS = 120;

    private static final int LONGEST_NAME = 200;

    private final Counters counters;
    private final Map<String, Path> files;

    /**
     * @param counters of the attempt
     * @param files by the names that functions ask for
     */
    AttemptContext(Counters counters, Map<String, Path> files) {
        this.counters = counters;
        this.files = files;
    }

    @Override
    public JobCounter counter(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "A counter's name has 1 to %d characters, not %d".formatted(LONGEST_NAME, name.length()));
        }
        if (!counters.named().containsKey(name)) {
            if (counters.named().size() == MOST_COUNTERS) {
                throw new IllegalArgumentException(
                        "Cannot count '%s': the functions have %d counters already (count kinds of rows, not rows)"
                                .formatted(name, MOST_COUNTERS));
            }
            counters.add(name, 0);
        }
        return amount -> counters.add(name, amount);
    }

    @Override
    public Path file(String name) {
        Path file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("No file '%s' was given with -files; given are %s%s"
                    .formatted(name, new TreeSet<>(files.keySet()), NearestName.hint(name, files.keySet())));
        }
        return file;
    }
}
