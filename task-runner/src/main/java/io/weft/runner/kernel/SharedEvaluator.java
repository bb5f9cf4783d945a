package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An expression that several others use: computed once for all of a batch's rows, then handed out, for any part of them. */
final class SharedEvaluator implements Evaluator {
    private final Evaluator input;
    private @Nullable Vector vector;

    SharedEvaluator(Evaluator input) {
        this.input = input;
    }

    void compute(Batch batch) {
        vector = input.evaluate(batch);
    }

    @Override
    public Vector evaluate(Batch batch) {
        return Objects.requireNonNull(vector, "not computed");
    }
}
