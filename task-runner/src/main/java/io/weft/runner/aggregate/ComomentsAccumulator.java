package io.weft.runner.aggregate;

import io.weft.expr.AggregateFunction;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/** Covariances and the correlation: as {@link MomentsAccumulator} for two columns at once, over rows where neither is null. */
final class ComomentsAccumulator extends Accumulator {
    private static final int WIDTH = 6;
    private static final int MEAN_X = 1;
    private static final int MEAN_Y = 2;
    private static final int PRODUCTS = 3;
    private static final int SQUARES_X = 4;
    private static final int SQUARES_Y = 5;

    private final AggregateFunction function;
    private final RowScratch scratch;

    /** For each group the count, and the bits of the means, the sum of products of distances, and the sums of their squares. */
    private final LongSegments moments = new LongSegments(WIDTH);

    ComomentsAccumulator(AggregateFunction function, RowScratch scratch) {
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
        double[] xs = ((DoubleVector) input.get(0)).values();
        double[] ys = ((DoubleVector) input.get(1)).values();
        scratch.keepPresent(input.get(0), groups, positions, rows);
        scratch.keepPresent(input.get(1), scratch.groups(), scratch.positions(), scratch.count());
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            int row = scratch.positions()[index];
            long[] segment = moments.segments()[group >>> moments.shift()];
            addRow(segment, WIDTH * (group & moments.mask()), xs[row], ys[row]);
        }
    }

    private static void addRow(long[] segment, int place, double x, double y) {
        long count = ++segment[place];
        double beforeX = x - real(segment, place + MEAN_X);
        double beforeY = y - real(segment, place + MEAN_Y);
        double meanX = real(segment, place + MEAN_X) + beforeX / count;
        double meanY = real(segment, place + MEAN_Y) + beforeY / count;
        set(segment, place + MEAN_X, meanX);
        set(segment, place + MEAN_Y, meanY);
        set(segment, place + PRODUCTS, real(segment, place + PRODUCTS) + beforeX * (y - meanY));
        set(segment, place + SQUARES_X, real(segment, place + SQUARES_X) + beforeX * (x - meanX));
        set(segment, place + SQUARES_Y, real(segment, place + SQUARES_Y) + beforeY * (y - meanY));
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        long[] counts = ((LongVector) input.get(0)).values();
        double[][] columns = new double[WIDTH][];
        for (int column = 1; column < WIDTH; column++) {
            columns[column] = ((DoubleVector) input.get(column)).values();
        }
        for (int index = 0; index < rows; index++) {
            long[] segment = moments.segments()[groups[index] >>> moments.shift()];
            int row = positions[index];
            merge(segment, WIDTH * (groups[index] & moments.mask()), counts[row], columns, row);
        }
    }

    private static void merge(long[] segment, int place, long count, double[][] columns, int row) {
        long mine = segment[place];
        if (count == 0) {
            return;
        }
        if (mine == 0) {
            for (int column = 1; column < WIDTH; column++) {
                set(segment, place + column, columns[column][row]);
            }
        } else {
            double total = (double) mine + count;
            double weight = (mine / total) * count;
            double distanceX = columns[MEAN_X][row] - real(segment, place + MEAN_X);
            double distanceY = columns[MEAN_Y][row] - real(segment, place + MEAN_Y);
            increase(segment, place + MEAN_X, distanceX * (count / total));
            increase(segment, place + MEAN_Y, distanceY * (count / total));
            increase(segment, place + PRODUCTS, columns[PRODUCTS][row] + distanceX * distanceY * weight);
            increase(segment, place + SQUARES_X, columns[SQUARES_X][row] + distanceX * distanceX * weight);
            increase(segment, place + SQUARES_Y, columns[SQUARES_Y][row] + distanceY * distanceY * weight);
        }
        segment[place] = mine + count;
    }

    private static double real(long[] segment, int place) {
        return Double.longBitsToDouble(segment[place]);
    }

    private static void set(long[] segment, int place, double value) {
        segment[place] = Double.doubleToRawLongBits(value);
    }

    private static void increase(long[] segment, int place, double value) {
        set(segment, place, real(segment, place) + value);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        long[] counts = new long[count];
        double[][] columns = new double[WIDTH][count];
        for (int index = 0; index < count; index++) {
            long[] segment = moments.segments()[groups[index] >>> moments.shift()];
            int place = WIDTH * (groups[index] & moments.mask());
            counts[index] = segment[place];
            for (int column = 1; column < WIDTH; column++) {
                columns[column][index] = real(segment, place + column);
            }
        }
        List<Vector> states = new ArrayList<>();
        states.add(new LongVector(count, counts, null));
        for (int column = 1; column < WIDTH; column++) {
            states.add(new DoubleVector(count, columns[column], null));
        }
        return states;
    }

    @Override
    Vector results(int[] groups, int groupCount) {
        DoubleVectorBuilder results = new DoubleVectorBuilder(groupCount);
        for (int index = 0; index < groupCount; index++) {
            long[] segment = moments.segments()[groups[index] >>> moments.shift()];
            int place = WIDTH * (groups[index] & moments.mask());
            if (function == AggregateFunction.CORR) {
                appendCorrelation(results, segment, place);
                continue;
            }
            long divisor = segment[place] - (function == AggregateFunction.COVAR_SAMP ? 1 : 0);
            if (divisor <= 0) {
                results.appendNull();
            } else {
                results.append(real(segment, place + PRODUCTS) / divisor);
            }
        }
        return results.build();
    }

    private static void appendCorrelation(DoubleVectorBuilder results, long[] segment, int place) {
        double squaresX = real(segment, place + SQUARES_X);
        double squaresY = real(segment, place + SQUARES_Y);
        if (segment[place] < 2 || squaresX == 0 || squaresY == 0) {
            results.appendNull();
            return;
        }
        double product = squaresX * squaresY;
        boolean representable = product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE;
        double divisor = representable ? Math.sqrt(product) : Math.sqrt(squaresX) * Math.sqrt(squaresY);
        double coefficient = real(segment, place + PRODUCTS) / divisor;
        results.append(Math.max(-1, Math.min(1, coefficient)));
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
