package io.weft.api;

import io.weft.plan.Input;
import io.weft.plan.Output;
import java.util.List;
import java.util.TreeMap;

/** Lines of UTF-8 text. Read: one string column named {@code line}, without the line end. Written: a line a row, the columns with a tab between them. */
public record Text(String path) implements Source, Sink {
    /** The name of the format in plans. */
    public static final String FORMAT = "text";

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static Text at(String path) {
        return new Text(path);
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
