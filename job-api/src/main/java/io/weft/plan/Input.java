package io.weft.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is read: a format and where its files are.
 *
 * @param format the format's name, such as {@code parquet}
 * @param paths files, directories or globs, as the author gave them
 * @param options of the format, by name
 */
public record Input(String format, List<String> paths, SortedMap<String, String> options) {
    public Input {
        paths = List.copyOf(paths);
        options = new TreeMap<>(options);
    }

    /** The same input with one more option, or another value of it. */
    public Input with(String option, String value) {
        SortedMap<String, String> more = new TreeMap<>(options);
        more.put(option, value);
        return new Input(format, paths, more);
    }

    @Override
    public String toString() {
        return format
                + (paths.isEmpty() ? "" : " " + String.join(", ", paths))
                + (options.isEmpty() ? "" : " " + options);
    }
}
