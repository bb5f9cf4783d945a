package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;

/**
 * Computes one expression, batch after batch, on one thread.
 *
 * <p>The vector has as many slots as the batch. Only slots at selected positions mean something, and only they can raise an error;
 * what {@link io.weft.error.WeftException} then says names the expression and the values. The vector is a column of the batch itself, or
 * lies in arrays of the evaluator, which it fills again at the next call: whoever keeps it longer copies it.
 */
public interface Evaluator {
    Vector evaluate(Batch batch);

    /**
     * The evaluator of a single expression; {@link Projection} is the one for several.
     *
     * @throws io.weft.error.WeftException with {@code TYPE_MISMATCH} for a cast that does not exist
     */
    static Evaluator of(Expression expression) {
        return ExpressionCompiler.compile(expression);
    }
}
