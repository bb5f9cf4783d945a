package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.type.DecimalType;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be written into directories that are named after values. */
final class PathPartitionRules {
    private static final Set<Type> TYPES =
            Set.of(Type.BOOLEAN, Type.TINYINT, Type.SMALLINT, Type.INT, Type.BIGINT, Type.DATE, Type.STRING);

    private PathPartitionRules() {}

    /** Checks the columns by which an output is divided against those of its rows. */
    static void check(Output output, Schema schema) {
        List<String> columns = FileOptions.partitionBy(output);
        Set<String> seen = new HashSet<>();
        for (String name : columns) {
            int column = schema.indexOf(name);
            if (column < 0) {
                throw new WeftException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "Cannot partition the output '%s' by '%s': the columns are %s%s",
                        output.path(),
                        name,
                        schema.names(),
                        NearestName.hint(name, schema.names()));
            }
            Type type = schema.type(column);
            if (!TYPES.contains(type) && !(type instanceof DecimalType)) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot partition the output '%s' by '%s': a %s makes no name of a directory (cast it to a string)",
                        output.path(),
                        name,
                        type);
            }
            if (!seen.add(name)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot partition the output '%s' by '%s' twice (leave one out)",
                        output.path(),
                        name);
            }
        }
        if (!columns.isEmpty() && columns.size() == schema.size()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot partition the output '%s' by all its columns: no column is left for the files (leave one out)",
                    output.path());
        }
    }
}
