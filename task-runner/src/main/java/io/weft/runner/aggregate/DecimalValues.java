package io.weft.runner.aggregate;

import io.weft.runner.kernel.Int128;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;

/** Decimals. */
final class DecimalValues extends GroupValues {
    private final DecimalSegments values = new DecimalSegments();

    @Override
    long bytesAfter(int groups, Vector source, int[] positions, int rows) {
        return values.bytesFor(groups, ((DecimalVector) source).high() != null);
    }

    @Override
    long retainedBytes() {
        return values.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        values.ensure(groups);
    }

    @Override
    void set(int group, Vector source, int row) {
        DecimalVector decimals = (DecimalVector) source;
        if (decimals.high() != null) {
            values.widen();
        }
        values.set(group, decimals.high(row), decimals.low(row));
    }

    @Override
    int compare(int group, Vector source, int row) {
        DecimalVector decimals = (DecimalVector) source;
        return Int128.compare(values.high(group), values.low(group), decimals.high(row), decimals.low(row));
    }

    @Override
    int compare(int left, int right) {
        return Int128.compare(values.high(left), values.low(left), values.high(right), values.low(right));
    }

    @Override
    Vector vector(int[] groups, int count, boolean[] nulls) {
        return values.vector(groups, count, nulls);
    }

    @Override
    long bytes(int group) {
        return (values.isWide() ? 2 * Long.BYTES : Long.BYTES) + 1L;
    }

    @Override
    void clear() {
        values.clear();
    }
}
