package io.weft.plan;

import io.weft.type.Schema;
import java.util.Optional;

/** Tells the columns of an input. The client's implementation asks the input's files. */
@FunctionalInterface
public interface SchemaSource {
    /**
     * All columns of the input that can be read, in order.
     *
     * @throws io.weft.error.WeftException if the input is missing, unreadable or of an unknown format
     */
    Schema schemaOf(Input input);

    /** The same input with what its files tell about it and its author has not said, so that nobody has to ask them again. */
    default Input complete(Input input) {
        return input;
    }

    /** What the input's files tell of its rows without these being read. */
    default TableStatistics statisticsOf(Input input) {
        return TableStatistics.unknown();
    }

    /** The type, as the format writes it, of a column that the input has and that cannot be read. */
    default Optional<String> unsupportedType(Input input, String column) {
        return Optional.empty();
    }
}
