package io.weft.runner.format;

import io.weft.plan.Input;
import io.weft.type.Schema;
import java.util.Optional;

/** What can be told of inputs in one format without reading their rows. Any thread may ask. */
public sealed interface Format permits FileFormat, SplittingFormat {
    /** The name that inputs and outputs give. */
    String name();

    /**
     * The columns of the input, in order.
     *
     * @throws io.weft.error.WeftException if the input is missing, unreadable, or not in this format
     */
    Schema schemaOf(Input input);

    /** The type, as the format writes it, of a column that the input has and {@link #schemaOf} leaves out. */
    Optional<String> unsupportedType(Input input, String column);
}
