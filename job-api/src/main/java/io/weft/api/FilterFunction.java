package io.weft.api;

import java.io.Serializable;

/**
 * A user's function that says which rows are kept. Each attempt has an instance of its own, which one thread calls; it travels
 * by Java serialization, with what it captures.
 */
@FunctionalInterface
public interface FilterFunction extends Serializable {
    /**
     * Whether the row is kept. Called once for each row.
     *
     * @param row valid during the call alone
     * @throws Exception anything: the job fails, and its user reads the message
     */
    boolean test(Row row) throws Exception;
}
