package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import java.math.BigDecimal;

/** Compares decimals by value, whatever their scales. */
final class DecimalSigns implements Signs {
    private final int leftScale;
    private final int rightScale;
    private final long[] scaled = new long[Batch.MAX_ROWS];
    private final Int128 leftValue = new Int128();
    private final Int128 rightValue = new Int128();

    DecimalSigns(int leftScale, int rightScale) {
        this.leftScale = leftScale;
        this.rightScale = rightScale;
    }

    @Override
    public void compute(Vector left, Vector right, Batch batch, int[] out) {
        DecimalVector first = (DecimalVector) left;
        DecimalVector second = (DecimalVector) right;
        if (first.high() != null
                || second.high() != null
                || !compareNarrow(first.low(), second.low(), batch.rowCount(), out)) {
            compareRows(first, second, batch, out);
        }
    }

    /** Compares all rows if 64 bits hold both sides at one scale. */
    private boolean compareNarrow(long[] first, long[] second, int size, int[] out) {
        int digits = Math.abs(leftScale - rightScale);
        if (digits == 0) {
            Signs.compare(first, second, size, out);
            return true;
        }
        if (digits > Int128.MAX_NARROW_POWER) {
            return false;
        }
        boolean scalesLeft = leftScale < rightScale;
        if (LongLoops.multiply(scalesLeft ? first : second, Int128.power(digits), scaled, size)) {
            return false;
        }
        Signs.compare(scalesLeft ? scaled : first, scalesLeft ? second : scaled, size, out);
        return true;
    }

    private void compareRows(DecimalVector first, DecimalVector second, Batch batch, int[] out) {
        int scale = Math.max(leftScale, rightScale);
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            leftValue.set(first.high(row), first.low(row));
            rightValue.set(second.high(row), second.low(row));
            out[row] = leftValue.scaleUp(scale - leftScale) && rightValue.scaleUp(scale - rightScale)
                    ? Int128.compare(leftValue.high(), leftValue.low(), rightValue.high(), rightValue.low())
                    : compareExactly(first, second, row);
        }
    }

    private int compareExactly(DecimalVector first, DecimalVector second, int row) {
        return new BigDecimal(Int128.toBigInteger(first.high(row), first.low(row)), leftScale)
                .compareTo(new BigDecimal(Int128.toBigInteger(second.high(row), second.low(row)), rightScale));
    }
}
