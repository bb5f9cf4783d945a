package io.weft.runner.aggregate;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.List;

/** The first argument, null or not, of a row where the second is least or greatest. */
final class ExtremeBy extends Accumulator {
    private final boolean greatest;
    private final RowScratch scratch;
    private final GroupValues values;
    private final FlagSegments present = new FlagSegments();
    private final GroupValues orders;
    private final FlagSegments ordered = new FlagSegments();

    ExtremeBy(VectorKind value, VectorKind order, boolean greatest, RowScratch scratch) {
        this.greatest = greatest;
        this.scratch = scratch;
        values = GroupValues.of(value);
        orders = GroupValues.of(order);
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return values.bytesAfter(groups, input.get(0), positions, rows)
                + orders.bytesAfter(groups, input.get(1), positions, rows)
                + present.bytesFor(groups)
                + ordered.bytesFor(groups);
    }

    @Override
    long retainedBytes() {
        return values.retainedBytes() + orders.retainedBytes() + present.retainedBytes() + ordered.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        values.ensure(groups);
        orders.ensure(groups);
        present.ensure(groups);
        ordered.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        Vector value = input.get(0);
        Vector order = input.get(1);
        scratch.keepPresent(order, groups, positions, rows);
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            int row = scratch.positions()[index];
            if (ordered.get(group) && !replaces(orders.compare(group, order, row))) {
                continue;
            }
            orders.set(group, order, row);
            ordered.set(group);
            if (value.isNull(row)) {
                present.unset(group);
            } else {
                values.set(group, value, row);
                present.set(group);
            }
        }
    }

    private boolean replaces(int comparison) {
        return greatest ? comparison < 0 : comparison > 0;
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count), orders.vector(groups, count, ordered.unset(groups, count)));
    }

    @Override
    Vector results(int[] groups, int count) {
        return values.vector(groups, count, present.unset(groups, count));
    }

    @Override
    long bytes(int group) {
        return values.bytes(group) + orders.bytes(group);
    }

    @Override
    void clear() {
        values.clear();
        orders.clear();
        present.clear();
        ordered.clear();
    }
}
