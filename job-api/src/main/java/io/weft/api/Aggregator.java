package io.weft.api;

import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An author's own aggregate, used with {@link Aggregates#aggregate}. Each attempt has an instance of its own, which one thread calls; it travels by
 * Java serialization, with what it captures.
 *
 * <p>Rows of a group are added in any order and in several places; the states that come of it are saved as columns, carried to one
 * place or to disk, restored, and merged. So the result must not depend on how rows are divided: {@code merge(a, zero())} must be
 * {@code a}, and merging must give what adding all rows to one state would have given. Whatever a method throws fails the job.
 *
 * @param <S> a state: what is known of a group's rows so far. An object once given to {@code add} or {@code merge} is Weft's
 */
public interface Aggregator<S> extends Serializable {
    /** The columns in which states are saved; their names are for the author's own code. */
    Schema stateSchema();

    Type resultType();

    /** A new state of no rows. */
    S zero();

    /**
     * The state with one more row: the same object, changed, or another.
     *
     * @param arguments the aggregate's arguments, named as they were written, any of them perhaps null; valid during the call alone
     */
    S add(S state, Row arguments);

    /** A state of the rows of both; either object may be changed and returned. */
    S merge(S state, S other);

    /** The result for a group, a value of {@link #resultType}; where no row passed a filter, of {@link #zero}. */
    @Nullable Object finish(S state);

    /** The state as values of the columns of {@link #stateSchema}; the state itself may still be used. */
    List<@Nullable Object> save(S state);

    /** The state that {@link #save} wrote; the row is valid during the call alone. */
    S restore(Row saved);

    /**
     * About how many bytes of heap a state takes. Weft counts them against the task's memory and sends groups to disk in time; an aggregator
     * whose states grow with their rows must tell how far they have grown.
     */
    default long bytes(S state) {
        return 48 + 24L * stateSchema().size();
    }
}
