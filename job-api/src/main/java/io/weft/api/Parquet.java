package io.weft.api;

import io.weft.plan.Input;
import io.weft.plan.Output;
import java.util.List;
import java.util.TreeMap;

/** Parquet files. Read: a file, a directory or a glob. Written: a directory of files, compressed with zstd. */
public record Parquet(String path) implements Source, Sink {
    /** The name of the format in plans. */
    public static final String FORMAT = "parquet";

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static Parquet at(String path) {
        return new Parquet(path);
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
