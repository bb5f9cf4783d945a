package io.weft.api;

import io.weft.plan.Input;
import io.weft.plan.Output;
import java.util.List;
import java.util.TreeMap;

/** ORC files. Read: a file, a directory or a glob. Written: a directory of files, compressed with zstd. */
public record Orc(String path) implements Source, Sink {
    /** The name of the format in plans. */
    public static final String FORMAT = "orc";

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static Orc at(String path) {
        return new Orc(path);
    }

    @Override
    public Input input() {
        return new Input(FORMAT, List.of(path), new TreeMap<>());
    }

    @Override
    public Output output() {
        return new Output(FORMAT, path, new TreeMap<>());
    }
}
