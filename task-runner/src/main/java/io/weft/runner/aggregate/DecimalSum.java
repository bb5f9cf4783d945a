package io.weft.runner.aggregate;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.runner.kernel.Int128;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import java.util.List;

/** Adds decimals up exactly: in 64 bits for as long as no sum can leave them. */
final class DecimalSum extends Accumulator {
    private final Aggregate aggregate;
    private final DecimalType type;
    private final RowScratch scratch;
    private final DecimalSegments sums = new DecimalSegments();
    private final FlagSegments present = new FlagSegments();
    private final Int128 checked = new Int128();

    /** No sum is farther from zero than this, or it saturates: then sums may need 128 bits. */
    private long bound;

    /** The bound with the rows that {@link #bytesAfter} was asked about. */
    private long nextBound;

    DecimalSum(Aggregate aggregate, DecimalType type, RowScratch scratch) {
        this.aggregate = aggregate;
        this.type = type;
        this.scratch = scratch;
    }

    DecimalType type() {
        return type;
    }

    DecimalSegments sums() {
        return sums;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        nextBound = boundWith((DecimalVector) input.get(0), positions, rows);
        return sums.bytesFor(groups, nextBound == Long.MAX_VALUE) + present.bytesFor(groups);
    }

    private long boundWith(DecimalVector values, int[] positions, int rows) {
        if (values.high() != null) {
            return Long.MAX_VALUE;
        }
        long[] low = values.low();
        long magnitudes = 0;
        for (int index = 0; index < rows; index++) {
            long value = low[positions[index]];
            magnitudes |= value ^ (value >> 63);
        }
        // No value is farther from zero than the next power of two.
        int bits = Long.SIZE - Long.numberOfLeadingZeros(magnitudes);
        if (bits > 50) {
            return Long.MAX_VALUE;
        }
        long sum = bound + ((long) rows << bits);
        return sum < 0 ? Long.MAX_VALUE : sum;
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
        bound = nextBound;
        DecimalVector values = (DecimalVector) input.get(0);
        scratch.keepPresent(values, groups, positions, rows);
        present.set(scratch.groups(), scratch.count());
        if (bound == Long.MAX_VALUE) {
            sums.widen();
            addWide(values, scratch.groups(), scratch.positions(), scratch.count());
        } else {
            addNarrow(values.low(), scratch.groups(), scratch.positions(), scratch.count());
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    private void addNarrow(long[] values, int[] groups, int[] positions, int rows) {
        long[][] segments = sums.low().segments();
        int shift = sums.low().shift();
        int mask = sums.low().mask();
        int index = 0;
        while (index < rows) {
            int group = groups[index];
            long sum = values[positions[index++]];
            while (index < rows && groups[index] == group) {
                sum += values[positions[index++]];
            }
            segments[group >>> shift][group & mask] += sum;
        }
    }

    private void addWide(DecimalVector values, int[] groups, int[] positions, int rows) {
        for (int index = 0; index < rows; index++) {
            int row = positions[index];
            add(groups[index], values.high(row), values.low(row));
        }
    }

    private void add(int group, long high, long low) {
        long upper = sums.high(group);
        long lower = sums.low(group);
        long sumLow = lower + low;
        long carry = Long.compareUnsigned(sumLow, lower) < 0 ? 1 : 0;
        long sumHigh = upper + high + carry;
        if (((sumHigh ^ upper) & (sumHigh ^ high)) < 0) {
            throw overflow();
        }
        sums.set(group, sumHigh, sumLow);
    }

    /** The bound holds for the sum of all groups, so that one of two of them is within it. */
    @Override
    void merge(int from, int into) {
        if (present.get(from)) {
            add(into, sums.high(from), sums.low(from));
            present.set(into);
        }
    }

    private WeftException overflow() {
        return new WeftException(
                ErrorCode.ARITHMETIC,
                "Cannot compute %s: the sum does not fit into %s (cast the argument to double, or to fewer digits)",
                aggregate,
                type);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        for (int index = 0; index < count; index++) {
            checked.set(sums.high(groups[index]), sums.low(groups[index]));
            if (!checked.hasAtMost(type.precision())) {
                throw overflow();
            }
        }
        return sums.vector(groups, count, present.unset(groups, count));
    }

    @Override
    long bytes(int group) {
        return (sums.isWide() ? 2 * Long.BYTES : Long.BYTES) + 1L;
    }

    @Override
    void clear() {
        sums.clear();
        present.clear();
        bound = 0;
    }
}
