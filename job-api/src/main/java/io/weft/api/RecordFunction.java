package io.weft.api;

import java.io.Serializable;

/**
 * Makes records for a Hadoop OutputFormat of rows. It travels to the runners: what it captures must be {@link Serializable}.
 *
 * @param <K> the class of the format's keys
 * @param <V> the class of its values
 */
@FunctionalInterface
public interface RecordFunction<K, V> extends Serializable {
    /**
     * Emits the records of one row, any number.
     *
     * @param row valid during the call alone
     */
    void apply(Row row, RecordCollector<K, V> records) throws Exception;
}
