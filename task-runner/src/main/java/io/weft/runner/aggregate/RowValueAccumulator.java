package io.weft.runner.aggregate;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.List;

/** The value, null or not, of the first or the last row that arrives. The state has beside it whether there was a row. */
final class RowValueAccumulator extends Accumulator {
    private final ValueAccumulator.Which which;
    private final GroupValues values;
    private final FlagSegments present = new FlagSegments();
    private final FlagSegments seen = new FlagSegments();

    RowValueAccumulator(VectorKind kind, ValueAccumulator.Which which) {
        this.which = which;
        values = GroupValues.of(kind);
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return values.bytesAfter(groups, input.get(0), positions, rows)
                + present.bytesFor(groups)
                + seen.bytesFor(groups);
    }

    @Override
    long retainedBytes() {
        return values.retainedBytes() + present.retainedBytes() + seen.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        values.ensure(groups);
        present.ensure(groups);
        seen.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        for (int index = 0; index < rows; index++) {
            add(groups[index], input.get(0), positions[index]);
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        boolean[] hasRows = ((BooleanVector) input.get(1)).values();
        for (int index = 0; index < rows; index++) {
            if (hasRows[positions[index]]) {
                add(groups[index], input.get(0), positions[index]);
            }
        }
    }

    private void add(int group, Vector source, int row) {
        if (which == ValueAccumulator.Which.FIRST && seen.get(group)) {
            return;
        }
        seen.set(group);
        if (source.isNull(row)) {
            present.unset(group);
        } else {
            values.set(group, source, row);
            present.set(group);
        }
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        boolean[] hasRows = new boolean[count];
        for (int index = 0; index < count; index++) {
            hasRows[index] = seen.get(groups[index]);
        }
        return List.of(results(groups, count), new BooleanVector(count, hasRows, null));
    }

    @Override
    Vector results(int[] groups, int count) {
        return values.vector(groups, count, present.unset(groups, count));
    }

    @Override
    long bytes(int group) {
        return values.bytes(group) + 1;
    }

    @Override
    void clear() {
        values.clear();
        present.clear();
        seen.clear();
    }
}
