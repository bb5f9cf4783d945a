package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.List;

/** The options of Parquet files in inputs and outputs. */
public final class ParquetOptions {
    /** Of an input: the columns are those of all files. */
    public static final String MERGE_SCHEMAS = "merge-schemas";

    /** Of an output: the beginning of an option that names a column with a bloom filter. */
    public static final String BLOOM_FILTER = "bloom-filter.";

    private ParquetOptions() {}

    /** Whether an input has the columns of all its files, and not those of the first alone. */
    public static boolean mergesSchemas(Input input) {
        return input.options().containsKey(MERGE_SCHEMAS);
    }

    /** The columns of an output that are to have a bloom filter. */
    public static List<String> bloomFilters(Output output) {
        return output.options().keySet().stream()
                .filter(option -> option.startsWith(BLOOM_FILTER))
                .map(option -> option.substring(BLOOM_FILTER.length()))
                .toList();
    }

    /**
     * Checks that the columns that an output of this schema names can have what is asked for them.
     *
     * @throws WeftException {@link ErrorCode#COLUMN_NOT_FOUND} or {@link ErrorCode#TYPE_MISMATCH}
     */
    static void check(Output output, Schema schema) {
        for (String column : bloomFilters(output)) {
            if (!schema.names().contains(column)) {
                throw new WeftException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "Cannot write a bloom filter of column '%s': the columns of the output are %s%s",
                        column,
                        schema.names(),
                        NearestName.hint(column, schema.names()));
            }
            Type type = schema.type(schema.indexOf(column));
            if (type.equals(Type.BOOLEAN) || type.isNested()) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot write a bloom filter of column '%s': it is %s (name a column of many different values)",
                        column,
                        type);
            }
        }
    }
}
