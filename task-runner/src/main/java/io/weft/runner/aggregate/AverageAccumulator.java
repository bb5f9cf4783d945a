package io.weft.runner.aggregate;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.runner.kernel.Int128;
import io.weft.runner.vector.DecimalVectorBuilder;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** A sum and a count, divided at the end. */
final class AverageAccumulator extends Accumulator {
    private final Aggregate aggregate;
    private final Accumulator sum;
    private final CountAccumulator count;
    private final Int128 quotient = new Int128();

    /** The average from an accumulator of doubles or decimals, whose result then has the aggregate's type. */
    AverageAccumulator(Aggregate aggregate, Accumulator sum, CountAccumulator count) {
        this.aggregate = aggregate;
        this.sum = sum;
        this.count = count;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return sum.bytesAfter(groups, input.subList(0, 1), positions, rows)
                + count.bytesAfter(groups, input, positions, rows);
    }

    @Override
    long retainedBytes() {
        return sum.retainedBytes() + count.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        sum.ensure(groups);
        count.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        sum.addRows(input, groups, positions, rows);
        count.addRows(input, groups, positions, rows);
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        sum.addStates(input.subList(0, 1), groups, positions, rows);
        count.addStates(input.subList(1, 2), groups, positions, rows);
    }

    @Override
    void merge(int from, int into) {
        sum.merge(from, into);
        count.merge(from, into);
    }

    @Override
    List<Vector> states(int[] groups, int groupCount) {
        return List.of(sum.results(groups, groupCount), count.results(groups, groupCount));
    }

    @Override
    Vector results(int[] groups, int groupCount) {
        if (sum instanceof DecimalSum decimals) {
            return decimalResults(decimals, (DecimalType) aggregate.type(), groups, groupCount);
        }
        DoubleSum doubles = (DoubleSum) sum;
        DoubleVectorBuilder averages = new DoubleVectorBuilder(groupCount);
        for (int index = 0; index < groupCount; index++) {
            long rows = count.count(groups[index]);
            if (rows == 0) {
                averages.appendNull();
            } else {
                averages.append(doubles.sum(groups[index]) / rows);
            }
        }
        return averages.build();
    }

    private Vector decimalResults(DecimalSum decimals, DecimalType type, int[] groups, int groupCount) {
        int digits = type.scale() - decimals.type().scale();
        DecimalVectorBuilder averages = new DecimalVectorBuilder(groupCount);
        for (int index = 0; index < groupCount; index++) {
            int group = groups[index];
            long rows = count.count(group);
            if (rows == 0) {
                averages.appendNull();
                continue;
            }
            quotient.set(decimals.sums().high(group), decimals.sums().low(group));
            if (!quotient.scaleUp(digits) || !quotient.divide(0, rows)) {
                divideSlowly(decimals.sums().value(group), digits, rows);
            }
            if (!quotient.hasAtMost(type.precision())) {
                throw overflow();
            }
            averages.append(quotient.high(), quotient.low());
        }
        return averages.build();
    }

    private void divideSlowly(BigInteger total, int digits, long rows) {
        BigDecimal divided = new BigDecimal(total, -digits).divide(BigDecimal.valueOf(rows), 0, RoundingMode.HALF_UP);
        if (!quotient.set(divided.unscaledValue())) {
            throw overflow();
        }
    }

    private WeftException overflow() {
        return new WeftException(
                ErrorCode.ARITHMETIC,
                "Cannot compute %s: the average does not fit into %s (cast the argument to double, or to fewer digits)",
                aggregate,
                aggregate.type());
    }

    @Override
    long bytes(int group) {
        return sum.bytes(group) + count.bytes(group);
    }

    @Override
    void clear() {
        sum.clear();
        count.clear();
    }
}
