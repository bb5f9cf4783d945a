package io.weft.api;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A user's function from values of one row to a value. Each attempt has an instance of its own, which one thread calls; it travels by
 * Java serialization, with what it captures. It should depend on the values alone: how often it is called for a row is not promised.
 */
@FunctionalInterface
public interface ValueFunction extends Serializable {
    /**
     * Called for a row.
     *
     * @param arguments the values, in columns named {@code 1}, {@code 2} and so on, which may be null; valid during the call alone
     * @return a value of the declared type, as a row holds it, or null
     * @throws Exception anything: the job fails, and its user reads the message
     */
    @Nullable Object apply(Row arguments) throws Exception;
}
