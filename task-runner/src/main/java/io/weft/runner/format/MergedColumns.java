package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of several files as one schema: each in its first place, of a type that holds the values of all files. */
final class MergedColumns {
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** The type so far, and the file that has it. */
    private record Column(Type type, String file) {}

    /**
     * Adds the columns of a file.
     *
     * @throws WeftException {@link ErrorCode#TYPE_MISMATCH} if one has a type that has no common one with that of a file before
     */
    void add(String file, Schema schema) {
        for (Field field : schema.fields()) {
            Column known = columns.get(field.name());
            if (known == null) {
                columns.put(field.name(), new Column(field.type(), file));
                continue;
            }
            Optional<Type> common = Widening.common(known.type(), field.type());
            if (common.isEmpty()) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "[%s] Cannot merge column '%s': here it is %s, and in %s it is %s, and no type holds both"
                                + " (read these files apart and cast the column)",
                        file,
                        field.name(),
                        field.type(),
                        known.file(),
                        known.type());
            }
            if (!common.get().equals(known.type())) {
                columns.put(field.name(), new Column(common.get(), file));
            }
        }
    }

    Schema schema() {
        List<Field> fields = new ArrayList<>();
        columns.forEach((name, column) -> fields.add(new Field(name, column.type())));
        return new Schema(fields);
    }
}
