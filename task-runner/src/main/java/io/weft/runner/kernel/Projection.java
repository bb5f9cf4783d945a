package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes several expressions, batch after batch, on one thread; what they have in common is computed once a batch.
 *
 * <p>The loops run over all slots: a batch with few selected rows is better compacted first (see {@link Batch#isSparse}).
 */
public final class Projection {
    /** Inner ones before those that use them. */
    private final List<SharedEvaluator> shared;

    private final List<Evaluator> evaluators = new ArrayList<>();

    /**
     * @throws io.weft.error.WeftException with {@code TYPE_MISMATCH} for a cast that does not exist
     */
    public Projection(List<? extends Expression> expressions) {
        List<Expression> lowered = expressions.stream().map(Lowering::of).toList();
        ExpressionCompiler compiler = new ExpressionCompiler(CommonExpressions.of(lowered));
        for (Expression expression : lowered) {
            evaluators.add(expression.accept(compiler));
        }
        shared = compiler.shared();
    }

    /** One vector for each expression, on the terms of {@link Evaluator#evaluate}. */
    public Vector[] evaluate(Batch batch) {
        for (SharedEvaluator evaluator : shared) {
            evaluator.compute(batch);
        }
        Vector[] vectors = new Vector[evaluators.size()];
        for (int index = 0; index < vectors.length; index++) {
            vectors[index] = evaluators.get(index).evaluate(batch);
        }
        return vectors;
    }

    /** The same rows with the expressions as their columns. */
    public Batch project(Batch batch) {
        return batch.withColumns(Arrays.asList(evaluate(batch)));
    }
}
