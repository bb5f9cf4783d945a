package io.weft.api;

import java.io.Serializable;
import java.util.List;

/**
 * A user's function from one row to one row. Each attempt has an instance of its own, which one thread calls; it travels by Java
 * serialization, with what it captures.
 */
@FunctionalInterface
public interface MapFunction extends Serializable {
    /**
     * The new row: a value for each column of the function's schema, in order ({@code List.of}, or {@code Arrays.asList} where
     * some are null). Called once for each row.
     *
     * @param row valid during the call alone
     * @throws Exception anything: the job fails, and its user reads the message
     */
    List<?> apply(Row row) throws Exception;
}
