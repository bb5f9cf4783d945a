package io.weft.runner.join;

import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Rows of one side, on the terms of {@link Operator#next}. It closes nothing. */
interface RowSource {
    @Nullable Batch next();

    /** Whether {@link #rewind} works. */
    boolean canRewind();

    /** Begins anew with the first row. */
    void rewind();

    /** The rows of an operator, which can be read once. */
    static RowSource of(Operator operator) {
        return new RowSource() {
            @Override
            public @Nullable Batch next() {
                return operator.next();
            }

            @Override
            public boolean canRewind() {
                return false;
            }

            @Override
            public void rewind() {
                throw new IllegalStateException("An operator gives its rows once");
            }
        };
    }
}
