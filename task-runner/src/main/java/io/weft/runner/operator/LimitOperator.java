package io.weft.runner.operator;

import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Passes on the first rows and asks for no more than it needs. */
public final class LimitOperator implements Operator {
    private final Operator input;
    private long missing;

    /** Passes on at most {@code limit} rows of the input, which it closes. */
    public LimitOperator(Operator input, long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("A limit of %d rows".formatted(limit));
        }
        this.input = input;
        this.missing = limit;
    }

    @Override
    public @Nullable Batch next() {
        if (missing == 0) {
            return null;
        }
        Batch batch = input.next();
        if (batch == null) {
            missing = 0;
            return null;
        }
        Batch first = batch.first((int) Math.min(missing, batch.selectedCount()));
        missing -= first.selectedCount();
        return first;
    }

    @Override
    public void close() {
        input.close();
    }
}
