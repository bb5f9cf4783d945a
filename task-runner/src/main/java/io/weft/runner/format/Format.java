package io.weft.runner.format;

import io.weft.plan.Input;
import io.weft.type.Schema;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** What can be told of files in one format without reading their rows. Any thread may ask. */
public interface Format {
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

    /** Whether several tasks may read one such file, each its byte range. */
    boolean isSplittable(Path file);
}
