package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.util.List;
import java.util.Optional;

/** The columns that an author has given for files of lines. */
final class GivenSchema {
    private GivenSchema() {}

    /** The columns, if they were given, of any types. */
    static Optional<Schema> ofAny(Input input) {
        return Optional.ofNullable(input.options().get(LineOptions.SCHEMA)).map(SchemaText::parse);
    }

    /**
     * The columns, if they were given, each a single value.
     *
     * @throws WeftException if one is of a type that lines cannot hold
     */
    static Optional<Schema> of(Input input) {
        Optional<Schema> given = ofAny(input);
        for (Field field : given.map(Schema::fields).orElse(List.of())) {
            if (field.type().isNested()) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot read column '%s' of %s as %s: it can be a single value only (read it as a string)",
                        field.name(),
                        input.format(),
                        field.type());
            }
        }
        return given;
    }
}
