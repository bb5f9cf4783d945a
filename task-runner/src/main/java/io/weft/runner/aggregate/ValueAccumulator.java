package io.weft.runner.aggregate;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.List;

/** The first or the last of the values that are not null, as they arrive. */
final class ValueAccumulator extends Accumulator {
    private final Which which;
    private final RowScratch scratch;
    private final GroupValues values;
    private final FlagSegments present = new FlagSegments();

    /** Which of several to keep. */
    enum Which {
        FIRST,
        LAST
    }

    ValueAccumulator(VectorKind kind, Which which, RowScratch scratch) {
        this.which = which;
        this.scratch = scratch;
        values = GroupValues.of(kind);
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return values.bytesAfter(groups, input.get(0), positions, rows) + present.bytesFor(groups);
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
        Vector source = input.get(0);
        scratch.keepPresent(source, groups, positions, rows);
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            if (which == Which.LAST || !present.get(group)) {
                values.set(group, source, scratch.positions()[index]);
                present.set(group);
            }
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        return values.vector(groups, count, present.unset(groups, count));
    }

    @Override
    long bytes(int group) {
        return values.bytes(group);
    }

    @Override
    void clear() {
        values.clear();
        present.clear();
    }
}
