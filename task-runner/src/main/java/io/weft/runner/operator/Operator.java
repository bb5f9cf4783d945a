package io.weft.runner.operator;

import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * One step of a pipeline, driven by a single thread.
 *
 * <p>A batch handed out by {@link #next} is valid until {@code next} is called again. An operator that keeps rows longer
 * copies them.
 */
public interface Operator extends AutoCloseable {
    /** The next batch, or null when there are no more. At least one of its rows counts. */
    @Nullable Batch next();

    /** Frees memory, files and the operator's input. Called exactly once, also after a failure. */
    @Override
    void close();
}
