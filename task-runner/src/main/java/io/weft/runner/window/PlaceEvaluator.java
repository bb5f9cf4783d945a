package io.weft.runner.window;

import io.weft.expr.WindowFunction;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;

/** Functions that follow from a row's place alone: numbers, ranks and shares. */
final class PlaceEvaluator implements WindowEvaluator {
    private final WindowFunction function;
    private final long parts;
    private final int column;

    /**
     * @param parts for {@code NTILE}, how many there are
     * @param column the number of the result
     */
    PlaceEvaluator(WindowFunction function, long parts, int column) {
        this.function = function;
        this.parts = parts;
        this.column = column;
    }

    @Override
    public Lookahead lookahead() {
        return switch (function) {
            case PERCENT_RANK, CUME_DIST, NTILE -> Lookahead.PARTITION;
            default -> Lookahead.NONE;
        };
    }

    @Override
    public boolean evaluate(RowPlaces places, int from, int to, Vector[] results) {
        results[column] = switch (function) {
            case PERCENT_RANK, CUME_DIST -> shares(places, from, to);
            default -> numbers(places, from, to);
        };
        return true;
    }

    private Vector numbers(RowPlaces places, int from, int to) {
        long[] numbers = new long[to - from];
        for (int row = from; row < to; row++) {
            numbers[row - from] = number(places, row);
        }
        return new LongVector(numbers.length, numbers, null);
    }

    private long number(RowPlaces places, int row) {
        long start = places.partitionStart(row);
        return switch (function) {
            case ROW_NUMBER -> places.first() + row - start + 1;
            case RANK -> places.peerStart(row) - start + 1;
            case DENSE_RANK -> places.denseRank(row);
            case NTILE -> part(places.first() + row - start, places.partitionEnd(row) - start);
            default -> throw new IllegalStateException("Not a number: " + function);
        };
    }

    /** The part of a row, where the first parts have one row more than the others if rows are left over. */
    private long part(long place, long rows) {
        long size = rows / parts;
        long larger = rows % parts;
        long inLarger = larger * (size + 1);
        return place < inLarger ? place / (size + 1) + 1 : larger + (place - inLarger) / size + 1;
    }

    private Vector shares(RowPlaces places, int from, int to) {
        double[] shares = new double[to - from];
        for (int row = from; row < to; row++) {
            long start = places.partitionStart(row);
            long rows = places.partitionEnd(row) - start;
            if (function == WindowFunction.CUME_DIST) {
                shares[row - from] = (double) (places.peerEnd(row) - start) / rows;
            } else {
                shares[row - from] = rows == 1 ? 0 : (double) (places.peerStart(row) - start) / (rows - 1);
            }
        }
        return new DoubleVector(shares.length, shares, null);
    }

    @Override
    public void commit() {}

    @Override
    public long earliest() {
        return Long.MAX_VALUE;
    }

    @Override
    public void leaveBefore(long row) {}
}
