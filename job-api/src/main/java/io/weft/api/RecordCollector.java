package io.weft.api;

/**
 * Takes the records that a function makes for a Hadoop OutputFormat.
 *
 * @param <K> the class of the format's keys
 * @param <V> the class of its values
 */
@FunctionalInterface
public interface RecordCollector<K, V> {
    /** Writes one record; both objects may be filled again afterwards. */
    void emit(K key, V value) throws Exception;
}
