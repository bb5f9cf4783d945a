package io.weft.runner.kernel;

import io.weft.expr.Function;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Computes with doubles, or with floats that lie in doubles, as IEEE 754 says, but for division by zero. A double holds so many more digits than
 * a float that the result of two floats, rounded to a double and then to a float, is that rounded once.
 */
final class DoubleArithmetic implements Evaluator {
    private final Function function;
    private final Evaluator left;
    private final Evaluator right;
    private final boolean isFloat;
    private final Failures failures;
    private final double[] values = new double[Batch.MAX_ROWS];
    private final boolean[] nullFlags = new boolean[Batch.MAX_ROWS];

    /** Computes values of the type, which both sides have. */
    DoubleArithmetic(Function function, Evaluator left, Evaluator right, Type type, Failures failures) {
        this.function = function;
        this.left = left;
        this.right = right;
        this.isFloat = type.equals(Type.FLOAT);
        this.failures = failures;
    }

    @Override
    public Vector evaluate(Batch batch) {
        DoubleVector first = (DoubleVector) left.evaluate(batch);
        DoubleVector second = (DoubleVector) right.evaluate(batch);
        int size = batch.rowCount();
        boolean[] nulls = Masks.either(first.nulls(), second.nulls(), size, nullFlags);
        switch (function) {
            case ADD -> add(first.values(), second.values(), values, size);
            case SUBTRACT -> subtract(first.values(), second.values(), values, size);
            case MULTIPLY -> multiply(first.values(), second.values(), values, size);
            case DIVIDE -> {
                checkDivisors(first.values(), second.values(), nulls, batch);
                divide(first.values(), second.values(), values, size);
            }
            case MODULO -> {
                checkDivisors(first.values(), second.values(), nulls, batch);
                modulo(first.values(), second.values(), values, batch);
            }
            default -> throw new IllegalStateException("No arithmetic of doubles: " + function);
        }
        if (isFloat) {
            round(values, size);
        }
        Masks.zero(values, nulls, size);
        return new DoubleVector(size, values, nulls);
    }

    /** Makes each the nearest float. */
    static void round(double[] values, int size) {
        for (int row = 0; row < size; row++) {
            values[row] = (float) values[row];
        }
    }

    private static void add(double[] left, double[] right, double[] out, int size) {
        for (int row = 0; row < size; row++) {
            out[row] = left[row] + right[row];
        }
    }

    private static void subtract(double[] left, double[] right, double[] out, int size) {
        for (int row = 0; row < size; row++) {
            out[row] = left[row] - right[row];
        }
    }

    private static void multiply(double[] left, double[] right, double[] out, int size) {
        for (int row = 0; row < size; row++) {
            out[row] = left[row] * right[row];
        }
    }

    private static void divide(double[] left, double[] right, double[] out, int size) {
        for (int row = 0; row < size; row++) {
            out[row] = left[row] / right[row];
        }
    }

    /** Over the selected rows only: the remainder of doubles is a slow loop in itself. */
    private static void modulo(double[] left, double[] right, double[] out, Batch batch) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            out[row] = left[row] % right[row];
        }
    }

    private void checkDivisors(double[] first, double[] second, boolean @Nullable [] nulls, Batch batch) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (second[row] == 0 && !Masks.isNull(nulls, row)) {
                throw failures.divisionByZero(function, first[row], second[row]);
            }
        }
    }
}
