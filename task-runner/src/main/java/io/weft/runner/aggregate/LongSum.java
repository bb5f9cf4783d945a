package io.weft.runner.aggregate;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.List;

/** Adds integers up to a bigint. */
final class LongSum extends Accumulator {
    private final Aggregate aggregate;
    private final RowScratch scratch;
    private final LongSegments sums = new LongSegments(1);
    private final FlagSegments present = new FlagSegments();

    LongSum(Aggregate aggregate, RowScratch scratch) {
        this.aggregate = aggregate;
        this.scratch = scratch;
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
        add(scratch.longs(input.get(0)), scratch.groups(), scratch.count());
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    private void add(long[] values, int[] groups, int rows) {
        long[][] segments = sums.segments();
        int shift = sums.shift();
        int mask = sums.mask();
        int index = 0;
        while (index < rows) {
            int group = groups[index];
            long[] segment = segments[group >>> shift];
            long sum = segment[group & mask];
            while (index < rows && groups[index] == group) {
                long value = values[index++];
                long next = sum + value;
                if (((next ^ value) & (next ^ sum)) < 0) {
                    throw overflow(sum, value);
                }
                sum = next;
            }
            segment[group & mask] = sum;
        }
    }

    @Override
    void merge(int from, int into) {
        if (!present.get(from)) {
            return;
        }
        long mine = sums.get(into);
        long other = sums.get(from);
        long sum = mine + other;
        if (((sum ^ mine) & (sum ^ other)) < 0) {
            throw overflow(mine, other);
        }
        sums.set(into, sum);
        present.set(into);
    }

    private WeftException overflow(long sum, long value) {
        return new WeftException(
                ErrorCode.ARITHMETIC,
                "Cannot compute %s: %d + %d does not fit into bigint (cast the argument to decimal(20,0))",
                aggregate,
                sum,
                value);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        long[] values = new long[count];
        for (int index = 0; index < count; index++) {
            values[index] = sums.get(groups[index]);
        }
        return new LongVector(count, values, present.unset(groups, count));
    }

    @Override
    long bytes(int group) {
        return Long.BYTES + 1;
    }

    @Override
    void clear() {
        sums.clear();
        present.clear();
    }
}
