package io.weft.plan;

import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The options that inputs of files have in common, whatever their format. */
public final class FileOptions {
    /** Read: the columns whose values stand in the names of directories, with their types; absent until the files were asked. */
    public static final String PATH_PARTITIONS = "path-partitions";

    private FileOptions() {}

    /** The path partitions that the input's author has given, or its files have told; empty where nobody has asked yet. */
    public static Optional<Schema> pathPartitions(Input input) {
        return Optional.ofNullable(input.options().get(PATH_PARTITIONS)).map(SchemaText::parse);
    }

    /** The same input with its path partitions known. */
    public static Input withPathPartitions(Input input, Schema partitions) {
        if (partitions.size() == 0 && !input.options().containsKey(PATH_PARTITIONS)) {
            return input;
        }
        SortedMap<String, String> options = new TreeMap<>(input.options());
        options.put(PATH_PARTITIONS, SchemaText.of(partitions));
        return new Input(input.format(), input.paths(), options);
    }
}
