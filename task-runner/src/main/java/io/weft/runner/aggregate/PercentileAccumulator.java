package io.weft.runner.aggregate;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateFunction;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;

/** Exact percentiles: for each group its values with the number of rows that have each, sorted in the end. The state is two lists of the same length. */
final class PercentileAccumulator extends Accumulator {
    /** For sorting: the numbers of a group's elements, twice. */
    private static final int SORT_BYTES = 2 * Integer.BYTES;

    private final boolean interpolates;
    private final BigDecimal fraction;
    private final RowScratch scratch;
    private final ElementLists lists;

    /** The number of rows of each element. */
    private final LongSegments weights = new LongSegments(1);

    PercentileAccumulator(Aggregate aggregate, VectorKind value, RowScratch scratch) {
        this.scratch = scratch;
        interpolates = aggregate.function() == AggregateFunction.PERCENTILE_CONT;
        Object written = aggregate.call().parameters().get(0).value();
        fraction = new BigDecimal(Objects.requireNonNull(written).toString());
        lists = new ElementLists(value);
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        if (input.get(0) instanceof ListVector states) {
            int[] places = StateElements.places(states, positions, rows);
            return bytesAfter(groups, states.elements(), places, places.length);
        }
        return bytesAfter(groups, input.get(0), positions, rows);
    }

    private long bytesAfter(int groups, Vector values, int[] positions, int elements) {
        int total = Math.addExact(lists.count(), elements);
        return lists.bytesAfter(groups, values, positions, elements)
                + weights.bytesFor(total)
                + (long) SORT_BYTES * total;
    }

    @Override
    long retainedBytes() {
        return lists.retainedBytes() + weights.retainedBytes() + (long) SORT_BYTES * lists.count();
    }

    @Override
    void ensure(int groups) {
        lists.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        scratch.keepPresent(input.get(0), groups, positions, rows);
        LongVector counts = (LongVector) input.get(1);
        ensureMore(scratch.count());
        for (int index = 0; index < scratch.count(); index++) {
            int row = scratch.positions()[index];
            int element = lists.add(scratch.groups()[index], input.get(0), row);
            weights.set(element, counts.value(row));
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        ListVector values = (ListVector) input.get(0);
        ListVector counts = (ListVector) input.get(1);
        LongVector each = (LongVector) counts.elements();
        ensureMore(StateElements.count(values, positions, rows));
        for (int index = 0; index < rows; index++) {
            int row = positions[index];
            for (int at = 0; at < values.length(row); at++) {
                int element = lists.add(groups[index], values.elements(), values.start(row) + at);
                weights.set(element, each.value(counts.start(row) + at));
            }
        }
    }

    private void ensureMore(int elements) {
        lists.ensureMore(elements);
        weights.ensure(lists.count() + elements);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        int[] offsets = lists.offsets(groups, count);
        int[] elements = lists.elements(groups, count, offsets);
        long[] counts = new long[elements.length];
        for (int index = 0; index < counts.length; index++) {
            counts[index] = weights.get(elements[index]);
        }
        return List.of(
                new ListVector(count, offsets, lists.vector(elements, elements.length), null),
                new ListVector(count, offsets.clone(), new LongVector(counts.length, counts, null), null));
    }

    @Override
    Vector results(int[] groups, int count) {
        int[] lower = new int[count];
        int[] upper = new int[count];
        double[] parts = new double[count];
        boolean[] nulls = new boolean[count];
        for (int index = 0; index < count; index++) {
            int[] elements = new int[lists.length(groups[index])];
            nulls[index] = elements.length == 0;
            if (!nulls[index]) {
                lists.elements(groups[index], elements, 0);
                ElementOrder.sort(elements, lists);
                BigDecimal place = place(elements);
                long rank = place.setScale(0, RoundingMode.FLOOR).longValueExact();
                parts[index] = place.subtract(BigDecimal.valueOf(rank)).doubleValue();
                lower[index] = elementAt(rank, elements);
                upper[index] = parts[index] == 0 ? lower[index] : elementAt(rank + 1, elements);
            }
        }
        // The element of a group without any is never looked at, but has to be one that exists.
        Vector lowerValues = vector(lower, count, nulls);
        return interpolates ? between(lowerValues, vector(upper, count, nulls), parts) : lowerValues;
    }

    private Vector vector(int[] elements, int count, boolean[] nulls) {
        lists.ensureMore(1);
        return lists.vector(elements, count, nulls);
    }

    /** Where the percentile lies among the rows, counted from 0; between two where the function interpolates. */
    private BigDecimal place(int[] elements) {
        long rows = 0;
        for (int element : elements) {
            rows += weights.get(element);
        }
        if (interpolates) {
            return fraction.multiply(BigDecimal.valueOf(rows - 1));
        }
        BigDecimal covered = fraction.multiply(BigDecimal.valueOf(rows)).setScale(0, RoundingMode.CEILING);
        return covered.subtract(BigDecimal.ONE).max(BigDecimal.ZERO);
    }

    private int elementAt(long rank, int[] sorted) {
        long passed = 0;
        for (int element : sorted) {
            passed += weights.get(element);
            if (passed > rank) {
                return element;
            }
        }
        throw new IllegalStateException("No row of rank " + rank);
    }

    private static Vector between(Vector lower, Vector upper, double[] parts) {
        DoubleVectorBuilder results = new DoubleVectorBuilder(parts.length);
        for (int index = 0; index < parts.length; index++) {
            if (lower.isNull(index)) {
                results.appendNull();
                continue;
            }
            double low = ((DoubleVector) lower).value(index);
            double high = ((DoubleVector) upper).value(index);
            results.append(low == high || parts[index] == 0 ? low : low * (1 - parts[index]) + high * parts[index]);
        }
        return results.build();
    }

    @Override
    long bytes(int group) {
        return lists.bytes(group) + (long) Long.BYTES * lists.length(group);
    }

    @Override
    void clear() {
        lists.clear();
        weights.clear();
    }
}
