package io.weft.runner.aggregate;

import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.Vector;
import java.util.List;

/** The least or greatest string by its bytes. */
final class BytesExtreme extends Accumulator {
    private final boolean greatest;
    private final RowScratch scratch;
    private final BytesValues values = new BytesValues();

    BytesExtreme(boolean greatest, RowScratch scratch) {
        this.greatest = greatest;
        this.scratch = scratch;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        return values.bytesAfter(groups, input.get(0), positions, rows);
    }

    @Override
    long retainedBytes() {
        return values.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        values.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        BytesVector candidates = (BytesVector) input.get(0);
        scratch.keepPresent(candidates, groups, positions, rows);
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            int row = scratch.positions()[index];
            if (!values.isSet(group) || replaces(values.compare(group, candidates, row))) {
                values.set(group, candidates, row);
            }
        }
    }

    private boolean replaces(int order) {
        return greatest ? order < 0 : order > 0;
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
        boolean[] nulls = new boolean[count];
        for (int index = 0; index < count; index++) {
            nulls[index] = !values.isSet(groups[index]);
        }
        return values.vector(groups, count, nulls);
    }

    @Override
    long bytes(int group) {
        return values.bytes(group);
    }

    @Override
    void clear() {
        values.clear();
    }
}
