package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** The values of a double column, or those of a float column, each of which a double holds exactly. */
public final class DoubleVector implements Vector {
    private final int size;
    private final double[] values;
    private final boolean @Nullable [] nulls;

    /** Takes over both arrays: the caller writes to them no more. */
    public DoubleVector(int size, double[] values, boolean @Nullable [] nulls) {
        Nulls.check(values.length, size);
        Nulls.check(nulls, size);
        this.size = size;
        this.values = values;
        this.nulls = nulls;
    }

    /** The values by row, to be read only. */
    public double[] values() {
        return values;
    }

    public double value(int row) {
        return values[row];
    }

    /** The bits that stand for a value where values are told apart: one NaN, and one zero. */
    public static long keyBits(double value) {
        // Adding zero makes a negative zero positive and changes nothing else.
        return Double.doubleToLongBits(value + 0.0);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean @Nullable [] nulls() {
        return nulls;
    }

    @Override
    public VectorKind kind() {
        return VectorKind.DOUBLE;
    }

    @Override
    public DoubleVector take(int[] positions, int count) {
        double[] taken = new double[count];
        for (int index = 0; index < count; index++) {
            taken[index] = values[positions[index]];
        }
        return new DoubleVector(count, taken, Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        return 8L * values.length + Nulls.bytes(nulls);
    }
}
