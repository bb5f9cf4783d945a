package io.weft.runner.kernel;

import io.weft.expr.Function;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Computes with decimals: a whole vector with 64 bits where that goes well, else row by row with 128, and the rows for which even that
 * is too little with as many as it takes.
 */
final class DecimalArithmetic implements Evaluator {
    private final Function function;
    private final Types types;
    private final Evaluator left;
    private final Evaluator right;
    private final Failures failures;
    private final DecimalBuffer values = new DecimalBuffer();
    private final boolean[] nullFlags = new boolean[Batch.MAX_ROWS];
    private final long[] scaled = new long[Batch.MAX_ROWS];
    private final Int128 value = new Int128();
    private final Int128 operand = new Int128();

    DecimalArithmetic(Function function, Types types, Evaluator left, Evaluator right, Failures failures) {
        this.function = function;
        this.types = types;
        this.left = left;
        this.right = right;
        this.failures = failures;
    }

    /** The types of the operands and of the result. */
    record Types(DecimalType left, DecimalType right, DecimalType result) {
        /** Digits after the point of the exact sum, difference or remainder. */
        int commonScale() {
            return Math.max(left.scale(), right.scale());
        }

        int productScale() {
            return left.scale() + right.scale();
        }

        BigDecimal leftValue(DecimalVector vector, int row) {
            return decimal(vector, row, left);
        }

        BigDecimal rightValue(DecimalVector vector, int row) {
            return decimal(vector, row, right);
        }

        private static BigDecimal decimal(DecimalVector vector, int row, DecimalType type) {
            return new BigDecimal(Int128.toBigInteger(vector.high(row), vector.low(row)), type.scale());
        }
    }

    @Override
    public Vector evaluate(Batch batch) {
        DecimalVector first = (DecimalVector) left.evaluate(batch);
        DecimalVector second = (DecimalVector) right.evaluate(batch);
        int size = batch.rowCount();
        boolean[] nulls = Masks.either(first.nulls(), second.nulls(), size, nullFlags);
        if (first.high() != null || second.high() != null || !computeNarrow(first.low(), second.low(), size)) {
            computeRows(first, second, nulls, batch);
        }
        return values.vector(size, nulls);
    }

    /**
     * Computes all rows with 64 bits if that is exact. The result then needs no check: the type's precision is either that of the exact result
     * or 38.
     */
    private boolean computeNarrow(long[] first, long[] second, int size) {
        long[] out = values.narrow();
        return switch (function) {
            case ADD -> {
                long[][] operands = aligned(first, second, size);
                yield operands != null && !LongLoops.add(operands[0], operands[1], out, size);
            }
            case SUBTRACT -> {
                long[][] operands = aligned(first, second, size);
                yield operands != null && !LongLoops.subtract(operands[0], operands[1], out, size);
            }
            case MULTIPLY ->
                types.result().scale() == types.productScale() && !LongLoops.multiply(first, second, out, size);
            default -> false;
        };
    }

    /** Both operands at the scale of the result, or null where 64 bits do not hold them. */
    private long @Nullable [][] aligned(long[] first, long[] second, int size) {
        int scale = types.result().scale();
        int leftDigits = scale - types.left().scale();
        int rightDigits = scale - types.right().scale();
        if (leftDigits == 0 && rightDigits == 0) {
            return new long[][] {first, second};
        }
        int digits = Math.max(leftDigits, rightDigits);
        if (Math.min(leftDigits, rightDigits) != 0 || digits > Int128.MAX_NARROW_POWER) {
            return null;
        }
        if (LongLoops.multiply(leftDigits > 0 ? first : second, Int128.power(digits), scaled, size)) {
            return null;
        }
        return leftDigits > 0 ? new long[][] {scaled, second} : new long[][] {first, scaled};
    }

    private void computeRows(DecimalVector first, DecimalVector second, boolean @Nullable [] nulls, Batch batch) {
        values.startWide();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (Masks.isNull(nulls, row)) {
                continue;
            }
            if ((second.low(row) | second.high(row)) == 0 && dividesBySecond()) {
                throw failures.divisionByZero(
                        function,
                        types.leftValue(first, row).toPlainString(),
                        types.rightValue(second, row).toPlainString());
            }
            if (!computeRow(first, second, row) && !computeExactly(first, second, row)) {
                throw failures.overflow(
                        function,
                        types.leftValue(first, row).toPlainString(),
                        types.rightValue(second, row).toPlainString());
            }
            values.put(row, value);
        }
    }

    private boolean dividesBySecond() {
        return function == Function.DIVIDE || function == Function.MODULO;
    }

    /** Computes one row with 128 bits; false where that is not enough, or the result has too many digits. */
    private boolean computeRow(DecimalVector first, DecimalVector second, int row) {
        value.set(first.high(row), first.low(row));
        operand.set(second.high(row), second.low(row));
        int scale = types.result().scale();
        boolean exact = switch (function) {
            case ADD -> align() && value.add(operand.high(), operand.low());
            case SUBTRACT -> align() && value.subtract(operand.high(), operand.low());
            case MULTIPLY -> value.multiply(operand.high(), operand.low());
            case DIVIDE ->
                value.scaleUp(scale - types.left().scale() + types.right().scale())
                        && value.divide(operand.high(), operand.low());
            case MODULO -> align() && moduloOfLongs();
            default -> throw new IllegalStateException("No arithmetic of decimals: " + function);
        };
        if (!exact) {
            return false;
        }
        switch (function) {
            case ADD, SUBTRACT -> value.scaleDown(types.commonScale() - scale);
            case MULTIPLY -> value.scaleDown(types.productScale() - scale);
            default -> {}
        }
        return value.hasAtMost(types.result().precision());
    }

    private boolean align() {
        return value.scaleUp(types.commonScale() - types.left().scale())
                && operand.scaleUp(types.commonScale() - types.right().scale());
    }

    private boolean moduloOfLongs() {
        if (!value.isNarrow() || !operand.isNarrow()) {
            return false;
        }
        long remainder = value.low() % operand.low();
        value.set(remainder >> 63, remainder);
        return true;
    }

    /** Computes one row with as many bits as it takes; false where the result has too many digits. */
    private boolean computeExactly(DecimalVector first, DecimalVector second, int row) {
        BigDecimal x = types.leftValue(first, row);
        BigDecimal y = types.rightValue(second, row);
        int scale = types.result().scale();
        BigDecimal result = switch (function) {
            case ADD -> x.add(y);
            case SUBTRACT -> x.subtract(y);
            case MULTIPLY -> x.multiply(y);
            case DIVIDE -> x.divide(y, scale, RoundingMode.HALF_UP);
            case MODULO -> x.remainder(y);
            default -> throw new IllegalStateException("No arithmetic of decimals: " + function);
        };
        return value.set(result.setScale(scale, RoundingMode.HALF_UP).unscaledValue())
                && value.hasAtMost(types.result().precision());
    }
}
