package io.weft.api;

import java.io.Serializable;

/**
 * A user's function from the rows of one group to any number of rows. Each attempt has an instance of its own, which one thread calls; it
 * travels by Java serialization, with what it captures.
 */
@FunctionalInterface
public interface ReduceFunction extends Serializable {
    /**
     * Called once for each group.
     *
     * @param key the columns that the group has in common; valid during the call alone
     * @param rows all rows of the group, to be gone through once at most; a row is valid until the next one is asked for. There may be more of
     *     them than memory holds
     * @throws Exception anything: the job fails, and its user reads the message
     */
    void apply(Row key, Iterable<Row> rows, RowCollector out) throws Exception;
}
