package io.weft.runner.aggregate;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;

/** Values of the kinds that fit into a long each: booleans, ints, longs, and doubles by their bits. */
final class LongValues extends GroupValues {
    private final VectorKind kind;
    private final LongSegments values = new LongSegments(1);

    LongValues(VectorKind kind) {
        this.kind = kind;
    }

    @Override
    long bytesAfter(int groups, Vector source, int[] positions, int rows) {
        return values.bytesFor(groups);
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
        values.set(group, bits(source, row));
    }

    private long bits(Vector source, int row) {
        return switch (kind) {
            case BOOLEAN -> ((BooleanVector) source).value(row) ? 1 : 0;
            case INT -> ((IntVector) source).value(row);
            case LONG -> ((LongVector) source).value(row);
            case DOUBLE -> Double.doubleToRawLongBits(((DoubleVector) source).value(row));
            default -> throw unfit();
        };
    }

    @Override
    int compare(int group, Vector source, int row) {
        return order(values.get(group), bits(source, row));
    }

    @Override
    int compare(int left, int right) {
        return order(values.get(left), values.get(right));
    }

    private int order(long mine, long other) {
        if (kind == VectorKind.DOUBLE) {
            return Long.compare(
                    RowScratch.orderBits(Double.longBitsToDouble(mine)),
                    RowScratch.orderBits(Double.longBitsToDouble(other)));
        }
        return Long.compare(mine, other);
    }

    @Override
    Vector vector(int[] groups, int count, boolean[] nulls) {
        return switch (kind) {
            case BOOLEAN -> {
                boolean[] results = new boolean[count];
                for (int index = 0; index < count; index++) {
                    results[index] = values.get(groups[index]) != 0;
                }
                yield new BooleanVector(count, results, nulls);
            }
            case INT -> {
                int[] results = new int[count];
                for (int index = 0; index < count; index++) {
                    results[index] = (int) values.get(groups[index]);
                }
                yield new IntVector(count, results, nulls);
            }
            case LONG -> {
                long[] results = new long[count];
                for (int index = 0; index < count; index++) {
                    results[index] = values.get(groups[index]);
                }
                yield new LongVector(count, results, nulls);
            }
            case DOUBLE -> {
                double[] results = new double[count];
                for (int index = 0; index < count; index++) {
                    results[index] = Double.longBitsToDouble(values.get(groups[index]));
                }
                yield new DoubleVector(count, results, nulls);
            }
            default -> throw unfit();
        };
    }

    private IllegalStateException unfit() {
        return new IllegalStateException("Not held in a long each: " + kind);
    }

    @Override
    long bytes(int group) {
        return Long.BYTES + 1;
    }

    @Override
    void clear() {
        values.clear();
    }
}
