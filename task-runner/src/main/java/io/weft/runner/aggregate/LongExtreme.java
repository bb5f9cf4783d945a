package io.weft.runner.aggregate;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.List;

/** The least or greatest value of a type whose order is that of longs. */
final class LongExtreme extends Accumulator {
    private final VectorKind kind;
    private final boolean greatest;
    private final RowScratch scratch;
    private final LongSegments values = new LongSegments(1);
    private final FlagSegments present = new FlagSegments();

    /** The extreme of booleans, ints, longs or doubles. */
    LongExtreme(VectorKind kind, boolean greatest, RowScratch scratch) {
        this.kind = kind;
        this.greatest = greatest;
        this.scratch = scratch;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return values.bytesFor(groups) + present.bytesFor(groups);
    }

    @Override
    long retainedBytes() {
        return values.retainedBytes() + present.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        values.ensure(groups);
        present.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        scratch.keepPresent(input.get(0), groups, positions, rows);
        long[] candidates = scratch.longs(input.get(0));
        // The greatest of the values is the least of their complements.
        long complement = greatest ? -1 : 0;
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            long candidate = candidates[index];
            if (!present.get(group) || (candidate ^ complement) < (values.get(group) ^ complement)) {
                values.set(group, candidate);
                present.set(group);
            }
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    @Override
    void merge(int from, int into) {
        long complement = greatest ? -1 : 0;
        if (present.get(from)
                && (!present.get(into) || (values.get(from) ^ complement) < (values.get(into) ^ complement))) {
            values.set(into, values.get(from));
            present.set(into);
        }
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        boolean[] nulls = present.unset(groups, count);
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
                    results[index] = RowScratch.ofOrderBits(values.get(groups[index]));
                }
                yield new DoubleVector(count, results, nulls);
            }
            default -> throw new IllegalStateException("Not ordered as longs are: " + kind);
        };
    }

    @Override
    long bytes(int group) {
        return Long.BYTES + 1;
    }

    @Override
    void clear() {
        values.clear();
        present.clear();
    }
}
