package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;

/** Casts decimals to another precision and scale. */
final class DecimalRescaling {
    private final DecimalType from;
    private final DecimalType to;
    private final Misfits misfits;

    /** Whether every value of the one type fits into the other, so that only 64 bits may be too few. */
    private final boolean alwaysFits;

    private final Int128 value = new Int128();

    DecimalRescaling(DecimalType from, DecimalType to, Misfits misfits) {
        this.from = from;
        this.to = to;
        this.misfits = misfits;
        // Rounding may carry into one more digit before the point.
        int carry = to.scale() < from.scale() ? 1 : 0;
        alwaysFits = from.integerDigits() + carry <= to.integerDigits();
    }

    void compute(Vector input, Batch batch, DecimalBuffer out) {
        DecimalVector decimals = (DecimalVector) input;
        int digits = to.scale() - from.scale();
        if (alwaysFits
                && decimals.high() == null
                && digits >= 0
                && digits <= Int128.MAX_NARROW_POWER
                && !LongLoops.multiply(decimals.low(), Int128.power(digits), out.narrow(), batch.rowCount())) {
            return;
        }
        computeRows(decimals, batch, out);
    }

    private void computeRows(DecimalVector decimals, Batch batch, DecimalBuffer out) {
        out.startWide();
        int digits = to.scale() - from.scale();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            value.set(decimals.high(row), decimals.low(row));
            boolean fits = value.scaleUp(digits);
            value.scaleDown(-digits);
            if (!fits || !value.hasAtMost(to.precision())) {
                value.set(0, 0);
                misfits.doesNotFit(row, DecimalCasts.text(decimals, row, from.scale()));
            }
            out.put(row, value);
        }
    }
}
