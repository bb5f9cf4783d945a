package io.weft.api;

import io.weft.plan.Input;
import java.util.List;
import java.util.TreeMap;

/**
 * Hadoop's sequence files of the usual Writables: a file, a directory or a glob. The columns are {@code key} and {@code value}; one
 * that holds nothing ({@code NullWritable}) is left out.
 */
public record SequenceFile(String path) implements Source {
    /** The name of the format in plans. */
    public static final String FORMAT = "sequencefile";

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static SequenceFile at(String path) {
        return new SequenceFile(path);
    }

    @Override
    public Input input() {
        return new Input(FORMAT, List.of(path), new TreeMap<>());
    }
}
