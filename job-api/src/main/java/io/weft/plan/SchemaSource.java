package io.weft.plan;

import io.weft.type.Schema;

/** Tells the columns of an input. The client's implementation asks the input's files. */
@FunctionalInterface
public interface SchemaSource {
    /**
     * All columns of the input, in order.
     *
     * @throws io.weft.error.WeftException if the input is missing, unreadable or of an unknown format
     */
    Schema schemaOf(Input input);
}
