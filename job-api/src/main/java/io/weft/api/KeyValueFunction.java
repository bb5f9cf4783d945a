package io.weft.api;

import java.io.Serializable;

/**
 * Makes rows of the records that a Hadoop InputFormat reads. It travels to the runners: what it captures must be {@link Serializable}.
 *
 * @param <K> the class of the format's keys
 * @param <V> the class of its values
 */
@FunctionalInterface
public interface KeyValueFunction<K, V> extends Serializable {
    /**
     * Emits the rows of one record, any number.
     *
     * @param key valid during the call alone, as is {@code value}: formats fill the same objects again
     */
    void apply(K key, V value, RowCollector rows) throws Exception;
}
