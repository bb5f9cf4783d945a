package io.weft.runner.aggregate;

import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.List;

/** Counts rows, or those where no argument is null. */
final class CountAccumulator extends Accumulator {
    private final RowScratch scratch;
    private final LongSegments counts = new LongSegments(1);

    CountAccumulator(RowScratch scratch) {
        this.scratch = scratch;
    }

    long count(int group) {
        return counts.get(group);
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return counts.bytesFor(groups);
    }

    @Override
    long retainedBytes() {
        return counts.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        counts.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        if (input.isEmpty()) {
            increment(groups, rows);
            return;
        }
        scratch.keepPresent(input.get(0), groups, positions, rows);
        for (int argument = 1; argument < input.size(); argument++) {
            scratch.keepPresent(input.get(argument), scratch.groups(), scratch.positions(), scratch.count());
        }
        increment(scratch.groups(), scratch.count());
    }

    private void increment(int[] groups, int rows) {
        long[][] segments = counts.segments();
        int shift = counts.shift();
        int mask = counts.mask();
        int index = 0;
        while (index < rows) {
            int group = groups[index];
            int start = index++;
            while (index < rows && groups[index] == group) {
                index++;
            }
            segments[group >>> shift][group & mask] += index - start;
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        long[] values = ((LongVector) input.get(0)).values();
        for (int index = 0; index < rows; index++) {
            int group = groups[index];
            counts.set(group, counts.get(group) + values[positions[index]]);
        }
    }

    @Override
    void merge(int from, int into) {
        counts.set(into, counts.get(into) + counts.get(from));
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        long[] values = new long[count];
        for (int index = 0; index < count; index++) {
            values[index] = counts.get(groups[index]);
        }
        return new LongVector(count, values, null);
    }

    @Override
    long bytes(int group) {
        return Long.BYTES;
    }

    @Override
    void clear() {
        counts.clear();
    }
}
