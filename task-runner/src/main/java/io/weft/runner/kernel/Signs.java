package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.Arrays;

/** Writes for at least the selected rows -1, 0 or 1: how the first vector's value compares with the second's. What it writes for nulls means nothing. */
interface Signs {
    void compute(Vector left, Vector right, Batch batch, int[] out);

    /** The loop for two types that may be compared. */
    static Signs of(Type left, Type right) {
        if (left instanceof DecimalType first && right instanceof DecimalType second) {
            return new DecimalSigns(first.scale(), second.scale());
        }
        return switch ((SimpleType) left) {
            case BOOLEAN -> Signs::booleans;
            case TINYINT, SMALLINT, INT, DATE -> Signs::ints;
            case BIGINT, TIMESTAMP, TIMESTAMP_NTZ -> Signs::longs;
            case FLOAT, DOUBLE -> Signs::doubles;
            case STRING, BINARY -> Signs::bytes;
        };
    }

    private static void booleans(Vector left, Vector right, Batch batch, int[] out) {
        boolean[] first = ((BooleanVector) left).values();
        boolean[] second = ((BooleanVector) right).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = (first[row] ? 1 : 0) - (second[row] ? 1 : 0);
        }
    }

    private static void ints(Vector left, Vector right, Batch batch, int[] out) {
        int[] first = ((IntVector) left).values();
        int[] second = ((IntVector) right).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            long difference = (long) first[row] - second[row];
            out[row] = (int) ((difference >> 63) | (-difference >>> 63));
        }
    }

    private static void longs(Vector left, Vector right, Batch batch, int[] out) {
        compare(((LongVector) left).values(), ((LongVector) right).values(), batch.rowCount(), out);
    }

    /** The loop for all vectors that are one array of longs. */
    static void compare(long[] first, long[] second, int size, int[] out) {
        for (int row = 0; row < size; row++) {
            out[row] = sign(first[row], second[row]);
        }
    }

    /** What Long.compare says, without a branch to mispredict: the difference of the two borrows. */
    private static int sign(long left, long right) {
        long less = (left & ~right) | (~(left ^ right) & (left - right));
        long greater = (right & ~left) | (~(left ^ right) & (right - left));
        return (int) ((greater >>> 63) - (less >>> 63));
    }

    private static void doubles(Vector left, Vector right, Batch batch, int[] out) {
        double[] first = ((DoubleVector) left).values();
        double[] second = ((DoubleVector) right).values();
        for (int row = 0; row < batch.rowCount(); row++) {
            out[row] = sign(DoubleOrder.key(first[row]), DoubleOrder.key(second[row]));
        }
    }

    private static void bytes(Vector left, Vector right, Batch batch, int[] out) {
        BytesVector first = (BytesVector) left;
        BytesVector second = (BytesVector) right;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            int start = first.start(row);
            int otherStart = second.start(row);
            int order = Arrays.compareUnsigned(
                    first.bytes(),
                    start,
                    start + first.length(row),
                    second.bytes(),
                    otherStart,
                    otherStart + second.length(row));
            out[row] = Integer.signum(order);
        }
    }
}
