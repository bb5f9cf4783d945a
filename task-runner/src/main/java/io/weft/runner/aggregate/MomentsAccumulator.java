package io.weft.runner.aggregate;

import io.weft.expr.AggregateFunction;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.List;

/**
 * Variances and standard deviations: for each group the count, the mean, and the sum of squared distances from it. Rows are added by Welford's
 * method and states by Chan's, so that the digits lost do not depend on how far from zero the values are.
 */
final class MomentsAccumulator extends Accumulator {
    private static final int WIDTH = 3;

    private final AggregateFunction function;
    private final RowScratch scratch;

    /** For each group the count, and the bits of the mean and of the sum of squares. */
    private final LongSegments moments = new LongSegments(WIDTH);

    MomentsAccumulator(AggregateFunction function, RowScratch scratch) {
        this.function = function;
        this.scratch = scratch;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return moments.bytesFor(groups);
    }

    @Override
    long retainedBytes() {
        return moments.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        moments.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        scratch.keepPresent(input.get(0), groups, positions, rows);
        double[] values = scratch.doubles(input.get(0));
        int[] kept = scratch.groups();
        for (int index = 0; index < scratch.count(); index++) {
            long[] segment = moments.segments()[kept[index] >>> moments.shift()];
            int place = WIDTH * (kept[index] & moments.mask());
            long count = ++segment[place];
            double mean = Double.longBitsToDouble(segment[place + 1]);
            double before = values[index] - mean;
            mean += before / count;
            double squares = Double.longBitsToDouble(segment[place + 2]) + before * (values[index] - mean);
            segment[place + 1] = Double.doubleToRawLongBits(mean);
            segment[place + 2] = Double.doubleToRawLongBits(squares);
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        long[] counts = ((LongVector) input.get(0)).values();
        double[] means = ((DoubleVector) input.get(1)).values();
        double[] squares = ((DoubleVector) input.get(2)).values();
        for (int index = 0; index < rows; index++) {
            int row = positions[index];
            long[] segment = moments.segments()[groups[index] >>> moments.shift()];
            merge(segment, WIDTH * (groups[index] & moments.mask()), counts[row], means[row], squares[row]);
        }
    }

    private static void merge(long[] segment, int place, long count, double mean, double squares) {
        long mine = segment[place];
        if (count == 0) {
            return;
        }
        if (mine == 0) {
            segment[place + 1] = Double.doubleToRawLongBits(mean);
            segment[place + 2] = Double.doubleToRawLongBits(squares);
        } else {
            double total = (double) mine + count;
            double myMean = Double.longBitsToDouble(segment[place + 1]);
            double distance = mean - myMean;
            double sum = Double.longBitsToDouble(segment[place + 2])
                    + squares
                    + distance * distance * (mine / total) * count;
            segment[place + 1] = Double.doubleToRawLongBits(myMean + distance * (count / total));
            segment[place + 2] = Double.doubleToRawLongBits(sum);
        }
        segment[place] = mine + count;
    }

    @Override
    void merge(int from, int into) {
        long[] source = moments.segments()[from >>> moments.shift()];
        int other = WIDTH * (from & moments.mask());
        double mean = Double.longBitsToDouble(source[other + 1]);
        double squares = Double.longBitsToDouble(source[other + 2]);
        long[] segment = moments.segments()[into >>> moments.shift()];
        merge(segment, WIDTH * (into & moments.mask()), source[other], mean, squares);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        long[] counts = new long[count];
        double[] means = new double[count];
        double[] squares = new double[count];
        for (int index = 0; index < count; index++) {
            long[] segment = moments.segments()[groups[index] >>> moments.shift()];
            int place = WIDTH * (groups[index] & moments.mask());
            counts[index] = segment[place];
            means[index] = Double.longBitsToDouble(segment[place + 1]);
            squares[index] = Double.longBitsToDouble(segment[place + 2]);
        }
        return List.of(
                new LongVector(count, counts, null),
                new DoubleVector(count, means, null),
                new DoubleVector(count, squares, null));
    }

    @Override
    Vector results(int[] groups, int groupCount) {
        boolean sample = function == AggregateFunction.VAR_SAMP || function == AggregateFunction.STDDEV_SAMP;
        boolean root = function == AggregateFunction.STDDEV_POP || function == AggregateFunction.STDDEV_SAMP;
        DoubleVectorBuilder results = new DoubleVectorBuilder(groupCount);
        for (int index = 0; index < groupCount; index++) {
            long[] segment = moments.segments()[groups[index] >>> moments.shift()];
            int place = WIDTH * (groups[index] & moments.mask());
            long divisor = segment[place] - (sample ? 1 : 0);
            if (divisor <= 0) {
                results.appendNull();
                continue;
            }
            double variance = Double.longBitsToDouble(segment[place + 2]) / divisor;
            results.append(root ? Math.sqrt(variance) : variance);
        }
        return results.build();
    }

    @Override
    long bytes(int group) {
        return (long) WIDTH * Long.BYTES;
    }

    @Override
    void clear() {
        moments.clear();
    }
}
