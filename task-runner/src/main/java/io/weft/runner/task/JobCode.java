package io.weft.runner.task;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a job's functions need.
 *
 * @param classes where they are found
 * @param files that were sent with the job, by the names that functions ask for
 */
public record JobCode(ClassLoader classes, Map<String, Path> files) {
    public JobCode {
        files = Map.copyOf(files);
    }
}
