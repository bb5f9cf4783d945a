package io.weft.runner.kernel;

import io.weft.expr.Function;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Computes with bigints. */
final class LongArithmetic implements Evaluator {
    private final Function function;
    private final Evaluator left;
    private final Evaluator right;
    private final Failures failures;
    private final long[] values = new long[Batch.MAX_ROWS];
    private final boolean[] nullFlags = new boolean[Batch.MAX_ROWS];

    LongArithmetic(Function function, Evaluator left, Evaluator right, Failures failures) {
        this.function = function;
        this.left = left;
        this.right = right;
        this.failures = failures;
    }

    @Override
    public Vector evaluate(Batch batch) {
        LongVector first = (LongVector) left.evaluate(batch);
        LongVector second = (LongVector) right.evaluate(batch);
        int size = batch.rowCount();
        boolean[] nulls = Masks.either(first.nulls(), second.nulls(), size, nullFlags);
        if (function == Function.MODULO) {
            modulo(first.values(), second.values(), nulls, batch);
        } else if (computeAll(first.values(), second.values(), size)) {
            check(first.values(), second.values(), nulls, batch);
        }
        Masks.zero(values, nulls, size);
        return new LongVector(size, values, nulls);
    }

    /** Returns whether some row overflowed, selected or not. */
    private boolean computeAll(long[] first, long[] second, int size) {
        return switch (function) {
            case ADD -> LongLoops.add(first, second, values, size);
            case SUBTRACT -> LongLoops.subtract(first, second, values, size);
            case MULTIPLY -> LongLoops.multiply(first, second, values, size);
            default -> throw new IllegalStateException("No arithmetic of bigints: " + function);
        };
    }

    private void check(long[] first, long[] second, boolean @Nullable [] nulls, Batch batch) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!Masks.isNull(nulls, row) && overflows(first[row], second[row])) {
                throw failures.overflow(function, first[row], second[row]);
            }
        }
    }

    private boolean overflows(long first, long second) {
        return switch (function) {
            case ADD -> ((first ^ (first + second)) & (second ^ (first + second))) < 0;
            case SUBTRACT -> ((first ^ second) & (first ^ (first - second))) < 0;
            case MULTIPLY -> Math.multiplyHigh(first, second) != (first * second) >> 63;
            default -> throw new IllegalStateException("No overflow in " + function);
        };
    }

    private void modulo(long[] first, long[] second, boolean @Nullable [] nulls, Batch batch) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (Masks.isNull(nulls, row)) {
                continue;
            }
            if (second[row] == 0) {
                throw failures.divisionByZero(function, first[row], second[row]);
            }
            values[row] = first[row] % second[row];
        }
    }
}
