package io.weft.plan;

import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options that inputs and outputs of files have in common, whatever their format. */
public final class FileOptions {
    /** Read: the columns whose values stand in the names of directories, with their types; absent until the files were asked. */
    public static final String PATH_PARTITIONS = "path-partitions";

    /** Written: the columns by whose values rows go to directories. */
    public static final String PARTITION_BY = "partition-by";

    /** Written: the name of the compression of whole files. */
    public static final String COMPRESSION = "compression";

    /** The zone of timestamps that are texts without one; absent for UTC. */
    public static final String ZONE = "zone";

    private FileOptions() {}

    /** The zone of timestamps that are texts without one, by the options of an input or output. */
    public static ZoneId zone(Map<String, String> options) {
        return ZoneId.of(options.getOrDefault(ZONE, "Z"));
    }

    /** The path partitions that the input's author has given, or its files have told; empty where nobody has asked yet. */
    public static Optional<Schema> pathPartitions(Input input) {
        return Optional.ofNullable(input.options().get(PATH_PARTITIONS)).map(SchemaText::parse);
    }

    /** The same input with its path partitions known. */
    public static Input withPathPartitions(Input input, Schema partitions) {
        if (partitions.size() == 0 && !input.options().containsKey(PATH_PARTITIONS)) {
            return input;
        }
        return input.with(PATH_PARTITIONS, SchemaText.of(partitions));
    }

    /** How the output's files are compressed as a whole. */
    public static String compression(Output output) {
        return output.options().getOrDefault(COMPRESSION, "NONE");
    }

    /** The columns by which an output is divided into directories; none for most. */
    public static List<String> partitionBy(Output output) {
        return SchemaText.parseNames(output.options().getOrDefault(PARTITION_BY, ""));
    }
}
