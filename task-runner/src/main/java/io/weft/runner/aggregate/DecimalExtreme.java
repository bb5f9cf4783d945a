package io.weft.runner.aggregate;

import io.weft.runner.kernel.Int128;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import java.util.List;

/** The least or greatest decimal. */
final class DecimalExtreme extends Accumulator {
    private final boolean greatest;
    private final RowScratch scratch;
    private final DecimalSegments values = new DecimalSegments();
    private final FlagSegments present = new FlagSegments();

    DecimalExtreme(boolean greatest, RowScratch scratch) {
        this.greatest = greatest;
        this.scratch = scratch;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        boolean wide = ((DecimalVector) input.get(0)).high() != null;
        return values.bytesFor(groups, wide) + present.bytesFor(groups);
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
        DecimalVector candidates = (DecimalVector) input.get(0);
        scratch.keepPresent(candidates, groups, positions, rows);
        if (candidates.high() != null) {
            values.widen();
        }
        for (int index = 0; index < scratch.count(); index++) {
            int group = scratch.groups()[index];
            int row = scratch.positions()[index];
            long high = candidates.high(row);
            long low = candidates.low(row);
            if (!present.get(group) || replaces(high, low, group)) {
                values.set(group, high, low);
                present.set(group);
            }
        }
    }

    private boolean replaces(long high, long low, int group) {
        int order = Int128.compare(high, low, values.high(group), values.low(group));
        return greatest ? order > 0 : order < 0;
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    @Override
    void merge(int from, int into) {
        if (present.get(from) && (!present.get(into) || replaces(values.high(from), values.low(from), into))) {
            values.set(into, values.high(from), values.low(from));
            present.set(into);
        }
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
        return (values.isWide() ? 2 * Long.BYTES : Long.BYTES) + 1L;
    }

    @Override
    void clear() {
        values.clear();
        present.clear();
    }
}
