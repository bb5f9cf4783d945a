package io.weft.runner.aggregate;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;

/**
 * Arrays that accumulators use in turn, for a call each: the rows whose value is not null with their groups, and the values in the one
 * form that a loop is written for.
 */
final class RowScratch {
    private final int[] presentGroups = new int[Batch.MAX_ROWS];
    private final int[] presentPositions = new int[Batch.MAX_ROWS];
    private final long[] longs = new long[Batch.MAX_ROWS];
    private final double[] doubles = new double[Batch.MAX_ROWS];
    private int[] groups = presentGroups;
    private int[] positions = presentPositions;
    private int count;

    /** Takes those of the rows where the vector is not null. */
    void keepPresent(Vector vector, int[] rowGroups, int[] rowPositions, int rows) {
        boolean[] nulls = vector.nulls();
        if (nulls == null) {
            groups = rowGroups;
            positions = rowPositions;
            count = rows;
            return;
        }
        groups = presentGroups;
        positions = presentPositions;
        count = 0;
        for (int index = 0; index < rows; index++) {
            presentGroups[count] = rowGroups[index];
            presentPositions[count] = rowPositions[index];
            count += nulls[rowPositions[index]] ? 0 : 1;
        }
    }

    int[] groups() {
        return groups;
    }

    int[] positions() {
        return positions;
    }

    int count() {
        return count;
    }

    /** The kept rows' values as longs: those of an integer, 0 or 1 for a boolean, and for a double a long of the same order. */
    long[] longs(Vector vector) {
        if (vector instanceof LongVector column) {
            long[] values = column.values();
            for (int index = 0; index < count; index++) {
                longs[index] = values[positions[index]];
            }
        } else if (vector instanceof IntVector column) {
            int[] values = column.values();
            for (int index = 0; index < count; index++) {
                longs[index] = values[positions[index]];
            }
        } else if (vector instanceof BooleanVector column) {
            boolean[] values = column.values();
            for (int index = 0; index < count; index++) {
                longs[index] = values[positions[index]] ? 1 : 0;
            }
        } else {
            double[] values = ((DoubleVector) vector).values();
            for (int index = 0; index < count; index++) {
                longs[index] = orderBits(values[positions[index]]);
            }
        }
        return longs;
    }

    /** The kept rows' values as doubles. */
    double[] doubles(Vector vector) {
        if (vector instanceof DoubleVector column) {
            double[] values = column.values();
            for (int index = 0; index < count; index++) {
                doubles[index] = values[positions[index]];
            }
            return doubles;
        }
        long[] integers = longs(vector);
        for (int index = 0; index < count; index++) {
            doubles[index] = integers[index];
        }
        return doubles;
    }

    /** A long that is ordered as the double is: NaN last, the two zeros equal. */
    static long orderBits(double value) {
        long bits = DoubleVector.keyBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    static double ofOrderBits(long bits) {
        return Double.longBitsToDouble(bits ^ ((bits >> 63) & Long.MAX_VALUE));
    }
}
