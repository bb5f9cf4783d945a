package io.weft.api;

import java.util.SortedMap;
import java.util.TreeMap;

/** The options of a source or sink, as the plan has them. Immutable. */
record Options(SortedMap<String, String> values) {
    static final Options NONE = new Options(new TreeMap<>());

    Options {
        values = new TreeMap<>(values);
    }

    Options with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Options(more);
    }

    Options without(String name) {
        SortedMap<String, String> fewer = new TreeMap<>(values);
        fewer.remove(name);
        return new Options(fewer);
    }
}
