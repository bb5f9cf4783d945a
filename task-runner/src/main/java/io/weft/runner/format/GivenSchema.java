package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import io.weft.type.SimpleType;
import java.util.Optional;

/** The columns that an author has given for files of lines. */
final class GivenSchema {
    private GivenSchema() {}

    /**
     * The columns, if they were given.
     *
     * @throws WeftException if one is of a type that lines cannot hold
     */
    static Optional<Schema> of(Input input) {
        String given = input.options().get(LineOptions.SCHEMA);
        if (given == null) {
            return Optional.empty();
        }
        Schema schema = SchemaText.parse(given);
        for (Field field : schema.fields()) {
            if (!(field.type() instanceof SimpleType) && !(field.type() instanceof DecimalType)) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot read column '%s' of %s as %s: it can be a single value only (read it as a string)",
                        field.name(),
                        input.format(),
                        field.type());
            }
        }
        return Optional.of(schema);
    }
}
