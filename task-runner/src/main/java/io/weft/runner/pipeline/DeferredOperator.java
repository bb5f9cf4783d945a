package io.weft.runner.pipeline;

import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An input that begins when it is asked for rows, and is closed when it has given its last: of several in a pipeline, few are at work at a time. */
public final class DeferredOperator implements Operator {
    private final Supplier<Operator> opening;
    private @Nullable Operator open;
    private boolean ended;

    /**
     * @param opening makes the operator that has the rows; called once at most
     */
    public DeferredOperator(Supplier<Operator> opening) {
        this.opening = opening;
    }

    @Override
    public @Nullable Batch next() {
        if (ended) {
            return null;
        }
        if (open == null) {
            open = opening.get();
        }
        Batch batch = open.next();
        if (batch == null) {
            close();
        }
        return batch;
    }

    @Override
    public void close() {
        ended = true;
        if (open != null) {
            Operator closing = open;
            open = null;
            closing.close();
        }
    }
}
