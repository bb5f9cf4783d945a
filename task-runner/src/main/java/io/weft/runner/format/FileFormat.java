package io.weft.runner.format;

import io.weft.plan.Input;
import org.apache.hadoop.fs.Path;

/** A format of files. Its inputs are cut into byte ranges, near the borders of blocks. */
public non-sealed interface FileFormat extends Format {
    /** Whether several tasks may read one such file of an input, each its byte range. */
    boolean isSplittable(Input input, Path file);

    /** The input with what its first file tells about all of them and a scan needs to know. */
    default Input complete(Input input) {
        return input;
    }
}
