package io.weft.runner.kernel;

import io.weft.expr.Function;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Computes with integers that lie in ints, within the limits of their type. */
final class IntArithmetic implements Evaluator {
    private final Function function;
    private final Evaluator left;
    private final Evaluator right;
    private final IntegerLimits limits;
    private final Failures failures;
    private final int[] values = new int[Batch.MAX_ROWS];
    private final boolean[] nullFlags = new boolean[Batch.MAX_ROWS];

    IntArithmetic(Function function, Evaluator left, Evaluator right, IntegerLimits limits, Failures failures) {
        this.function = function;
        this.left = left;
        this.right = right;
        this.limits = limits;
        this.failures = failures;
    }

    @Override
    public Vector evaluate(Batch batch) {
        IntVector first = (IntVector) left.evaluate(batch);
        IntVector second = (IntVector) right.evaluate(batch);
        int size = batch.rowCount();
        boolean[] nulls = Masks.either(first.nulls(), second.nulls(), size, nullFlags);
        if (function == Function.MODULO) {
            modulo(first.values(), second.values(), nulls, batch);
        } else if (computeAll(first.values(), second.values(), size) < 0 || limits.isExceeded(values, size)) {
            check(first.values(), second.values(), nulls, batch);
        }
        Masks.zero(values, nulls, size);
        return new IntVector(size, values, nulls);
    }

    /** Returns a negative number if some row overflowed, selected or not. */
    private long computeAll(int[] first, int[] second, int size) {
        return switch (function) {
            case ADD -> add(first, second, values, size);
            case SUBTRACT -> subtract(first, second, values, size);
            case MULTIPLY -> multiply(first, second, values, size);
            default -> throw new IllegalStateException("No arithmetic of ints: " + function);
        };
    }

    private static int add(int[] left, int[] right, int[] out, int size) {
        int overflow = 0;
        for (int row = 0; row < size; row++) {
            int sum = left[row] + right[row];
            out[row] = sum;
            overflow |= (left[row] ^ sum) & (right[row] ^ sum);
        }
        return overflow;
    }

    private static int subtract(int[] left, int[] right, int[] out, int size) {
        int overflow = 0;
        for (int row = 0; row < size; row++) {
            int difference = left[row] - right[row];
            out[row] = difference;
            overflow |= (left[row] ^ right[row]) & (left[row] ^ difference);
        }
        return overflow;
    }

    private static long multiply(int[] left, int[] right, int[] out, int size) {
        long overflow = 0;
        for (int row = 0; row < size; row++) {
            long product = (long) left[row] * right[row];
            out[row] = (int) product;
            overflow |= (product + (1L << 31)) & (-1L << 32);
        }
        return overflow == 0 ? 0 : -1;
    }

    private void check(int[] first, int[] second, boolean @Nullable [] nulls, Batch batch) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!Masks.isNull(nulls, row) && !limits.contain(exact(first[row], second[row]))) {
                throw failures.overflow(function, first[row], second[row]);
            }
        }
    }

    private long exact(long first, long second) {
        return switch (function) {
            case ADD -> first + second;
            case SUBTRACT -> first - second;
            case MULTIPLY -> first * second;
            default -> throw new IllegalStateException("No overflow in " + function);
        };
    }

    private void modulo(int[] first, int[] second, boolean @Nullable [] nulls, Batch batch) {
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
