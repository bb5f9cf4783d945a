package io.weft.plan;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is written: a format and the directory that comes to be.
 *
 * @param format the format's name, such as {@code parquet}
 * @param path the directory, as the author gave it; it must not exist; empty where the format alone knows where its output goes
 * @param options of the format, by name
 */
public record Output(String format, String path, SortedMap<String, String> options) {
    public Output {
        options = new TreeMap<>(options);
    }

    /** The same output with one more option, or another value of it. */
    public Output with(String option, String value) {
        SortedMap<String, String> more = new TreeMap<>(options);
        more.put(option, value);
        return new Output(format, path, more);
    }

    @Override
    public String toString() {
        return format + (path.isEmpty() ? "" : " " + path) + (options.isEmpty() ? "" : " " + options);
    }
}
