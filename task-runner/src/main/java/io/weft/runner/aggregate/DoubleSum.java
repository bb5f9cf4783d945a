package io.weft.runner.aggregate;

import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.Vector;
import java.util.List;

/** Adds numbers up to a double, in the order in which they come. */
final class DoubleSum extends Accumulator {
    private final RowScratch scratch;

    /** The bits of each sum. */
    private final LongSegments sums = new LongSegments(1);

    private final FlagSegments present = new FlagSegments();

    DoubleSum(RowScratch scratch) {
        this.scratch = scratch;
    }

    double sum(int group) {
        return Double.longBitsToDouble(sums.get(group));
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return sums.bytesFor(groups) + present.bytesFor(groups);
    }

    @Override
    long retainedBytes() {
        return sums.retainedBytes() + present.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        sums.ensure(groups);
        present.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        scratch.keepPresent(input.get(0), groups, positions, rows);
        present.set(scratch.groups(), scratch.count());
        add(scratch.doubles(input.get(0)), scratch.groups(), scratch.count());
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    private void add(double[] values, int[] groups, int rows) {
        long[][] segments = sums.segments();
        int shift = sums.shift();
        int mask = sums.mask();
        int index = 0;
        while (index < rows) {
            int group = groups[index];
            long[] segment = segments[group >>> shift];
            double sum = Double.longBitsToDouble(segment[group & mask]);
            while (index < rows && groups[index] == group) {
                sum += values[index++];
            }
            segment[group & mask] = Double.doubleToRawLongBits(sum);
        }
    }

    @Override
    void merge(int from, int into) {
        if (present.get(from)) {
            double sum = present.get(into) ? sum(into) + sum(from) : sum(from);
            sums.set(into, Double.doubleToRawLongBits(sum));
            present.set(into);
        }
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        double[] values = new double[count];
        for (int index = 0; index < count; index++) {
            values[index] = sum(groups[index]);
        }
        return new DoubleVector(count, values, present.unset(groups, count));
    }

    @Override
    long bytes(int group) {
        return Double.BYTES + 1;
    }

    @Override
    void clear() {
        sums.clear();
        present.clear();
    }
}
