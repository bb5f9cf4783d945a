package io.weft.runner.operator;

import io.weft.runner.kernel.Projection;
import io.weft.runner.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Computes the columns of each row. */
public final class ProjectOperator implements Operator {
    private final Operator input;
    private final Projection projection;

    /** Projects the rows of the input, which it closes. */
    public ProjectOperator(Operator input, Projection projection) {
        this.input = input;
        this.projection = projection;
    }

    @Override
    public @Nullable Batch next() {
        Batch batch = input.next();
        return batch == null ? null : projection.project(batch);
    }

    @Override
    public void close() {
        input.close();
    }
}
