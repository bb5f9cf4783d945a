package io.weft.runner.format;

import org.apache.hadoop.fs.Path;

/** A format of files. Its inputs are cut into byte ranges, near the borders of blocks. */
public non-sealed interface FileFormat extends Format {
    /** Whether several tasks may read one such file, each its byte range. */
    boolean isSplittable(Path file);
}
