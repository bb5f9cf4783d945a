package io.weft.api;

import java.io.Serializable;

/**
 * A user's function from one row to any number of rows. Each attempt has an instance of its own, which one thread calls; it
 * travels by Java serialization, with what it captures.
 */
@FunctionalInterface
public interface FlatMapFunction extends Serializable {
    /**
     * Called once for each row.
     *
     * @param row valid during the call alone
     * @throws Exception anything: the job fails, and its user reads the message
     */
    void apply(Row row, RowCollector out) throws Exception;
}
